import { createEffect, createSignal, Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { userLabel } from '../../shared/chat-labels/chat-labels.ts';
import type { Erasure } from './create-erasure.ts';
import styles from './EraseDialog.module.css';
import { ErasureSummary } from './ErasureSummary.tsx';
import { Progress } from './Progress.tsx';

/** Asks for a word rather than for a second press, which a hurried hand would give. */
const WORD = 'erase';

/** Says what goes, and lets nobody erase by accident. */
export function EraseDialog(props: { chat: ListItem; erasing: Erasure }) {
  const [typed, setTyped] = createSignal('');
  const isErasing = () => props.erasing.state() === 'erasing';
  const isConfirmed = () => typed().trim().toLowerCase() === WORD;
  let dialog: HTMLDialogElement | undefined;
  createEffect(() => {
    props.erasing.state();
    // Browsers close it at a second Escape, whatever a page says.
    if (dialog?.isConnected && !dialog.open) dialog.showModal();
  });

  return (
    <dialog
      ref={dialog}
      class={`raised ${styles.dialog}`}
      aria-labelledby="erase-title"
      aria-describedby="erase-what"
      onCancel={(event) => isErasing() && event.preventDefault()}
      onClose={() => props.erasing.cancel()}
    >
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isConfirmed()) props.erasing.start(props.chat.message_count);
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
        <Show when={isErasing() && props.erasing.progress()}>
          {(progress) => (
            <p role="status">
              <Progress label="Erasing" count={progress().gone} total={progress().total} />
            </p>
          )}
        </Show>
        <Show when={props.erasing.state() === 'failed'}>
          <p role="alert" class={styles.failure}>
            That did not work. Some of it may be gone already; try again to erase the rest.
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
            {isErasing() ? 'Erasing…' : 'Erase for good'}
          </button>
        </div>
      </form>
    </dialog>
  );
}
