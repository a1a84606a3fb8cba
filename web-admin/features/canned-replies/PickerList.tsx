import { createEffect, For, type ParentProps, Show } from 'solid-js';
import { CannedReplyText } from './CannedReplyText.tsx';
import type { CannedReplies } from './create-canned-replies.ts';
import { EDIT, type ReplyPickerModel } from './create-reply-picker.ts';
import styles from './PickerList.module.css';

type PickerListProps = { picker: ReplyPickerModel; canned: CannedReplies };

/** Opens above the reply box, which keeps the focus. */
export function PickerList(props: PickerListProps) {
  let list: HTMLDivElement | undefined;
  createEffect(() => {
    if (!props.picker.isOpen() || props.picker.active() === undefined) return;
    list?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  return (
    <Show when={props.picker.isOpen()}>
      <div class={`raised ${styles.picker}`} onPointerDown={(event) => event.preventDefault()}>
        <Show when={props.picker.matches().length === 0}>
          <NoReplies canned={props.canned} />
        </Show>
        <div
          ref={list}
          id={props.picker.id}
          class={styles.list}
          role="listbox"
          aria-label="Canned replies"
        >
          <For each={props.picker.matches()}>
            {(reply) => (
              <Option picker={props.picker} name={reply.name}>
                <CannedReplyText reply={reply} />
              </Option>
            )}
          </For>
          <Option picker={props.picker} name={EDIT}>
            <span class={styles.edit}>Edit canned replies…</span>
          </Option>
        </div>
        <p class={styles.keys} aria-hidden="true">
          <kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Enter</kbd> to insert, <kbd>Esc</kbd> to close
        </p>
      </div>
    </Show>
  );
}

function Option(props: ParentProps<{ picker: ReplyPickerModel; name: string }>) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the reply box has the focus and handles the keys
    <div
      id={props.picker.optionId(props.name)}
      class={styles.option}
      role="option"
      tabIndex={-1}
      aria-selected={props.name === props.picker.active()}
      onClick={() => props.picker.choose(props.name)}
    >
      {props.children}
    </div>
  );
}

function NoReplies(props: { canned: CannedReplies }) {
  const text = () => {
    if (props.canned.state() === 'loading') return 'Loading canned replies…';
    if (props.canned.state() === 'error') return 'The canned replies could not be loaded.';
    return 'There are no canned replies yet.';
  };
  return (
    <p class={styles.hint} role="status">
      {text()}{' '}
      <Show when={props.canned.state() === 'error'}>
        <button type="button" class="link-button" onClick={() => void props.canned.load()}>
          Retry
        </button>
      </Show>
    </p>
  );
}
