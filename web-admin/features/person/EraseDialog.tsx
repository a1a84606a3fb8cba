import { createEffect, createSignal, Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { userLabel } from '../../shared/chat-labels/chat-labels.ts';
import type { Erasure } from './create-erasure.ts';
import styles from './EraseDialog.module.css';
import { Progress } from './Progress.tsx';

/** Requires typing a word: a second click is too easy. */
const WORD = 'erase';

/** Says what will be deleted, and asks for confirmation. */
export function EraseDialog(props: { chat: ListItem; erasure: Erasure }) {
  const [typed, setTyped] = createSignal('');
  const isErasing = () => props.erasure.state() === 'erasing';
  const isConfirmed = () => typed().trim().toLowerCase() === WORD;
  let dialog: HTMLDialogElement | undefined;
  createEffect(() => {
    props.erasure.state();
    // Browsers close a dialog at the second Escape, even if the page prevents it.
    if (dialog?.isConnected && !dialog.open) dialog.showModal();
  });

  return (
    <dialog
      ref={dialog}
      class={`raised ${styles.dialog}`}
      aria-labelledby="erase-title"
      aria-describedby="erase-what"
      onCancel={(event) => isErasing() && event.preventDefault()}
      onClose={() => props.erasure.cancel()}
    >
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isConfirmed()) props.erasure.start(props.chat.message_count);
        }}
      >
        <h2 id="erase-title" class={styles.title}>
          Erase {userLabel(props.chat)}?
        </h2>
        <ErasureSummary id="erase-what" chat={props.chat} />
        <label class={styles.label}>
          <span>
            Type <strong>{WORD}</strong> to confirm
          </span>
          <input
            class={styles.word}
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            readOnly={isErasing()}
            value={typed()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <Show when={isErasing() && props.erasure.progress()}>
          {(progress) => (
            <p role="status">
              <Progress label="Erasing" count={progress().gone} total={progress().total} />
            </p>
          )}
        </Show>
        <Show when={props.erasure.state() === 'failed'}>
          <p role="alert" class={styles.failure}>
            Erasing failed. Some of it may already be deleted. Try again to erase the rest.
          </p>
        </Show>
        <div class={styles.choices}>
          <button
            type="button"
            class="button"
            autofocus
            aria-disabled={isErasing()}
            onClick={() => !isErasing() && dialog?.close()}
          >
            Cancel
          </button>
          <button
            type="submit"
            class={`button ${styles.erase}`}
            aria-disabled={!isConfirmed() || isErasing()}
          >
            {isErasing() ? 'Erasing…' : 'Erase permanently'}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function ErasureSummary(props: { id: string; chat: ListItem }) {
  return (
    <div id={props.id} class={styles.summary}>
      <p>This permanently deletes:</p>
      <ul class={styles.list}>
        <li>{allMessages(props.chat.message_count)}</li>
        <li>
          <Show
            when={props.chat.user_email}
            fallback="what is known of the user, such as their page"
          >
            {(email) => <>the address {email()} and everything else known of the user</>}
          </Show>
        </li>
        <li>emails to the user that are not sent yet</li>
      </ul>
      <p>If the user writes again, a new chat begins.</p>
    </div>
  );
}

function allMessages(count: number): string {
  if (count === 1) return 'the only message of this chat';
  return `all ${count.toLocaleString('en')} messages of this chat`;
}
