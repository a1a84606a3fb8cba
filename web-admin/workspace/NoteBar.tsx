import { useParams } from '@solidjs/router';
import { createEffect, on, Show } from 'solid-js';
import { Icon } from '../icons/Icon.tsx';
import styles from './NoteBar.module.css';
import { useNote } from './note-context.tsx';

/** Stays until it is dismissed or a chat is opened. */
export function NoteBar() {
  const note = useNote();
  const params = useParams<{ id?: string }>();
  createEffect(
    on(
      () => params.id,
      (id) => id !== undefined && note.dismiss(),
      { defer: true },
    ),
  );

  return (
    <div role="status">
      <Show when={note.text()}>
        {(text) => (
          <div class={styles.note}>
            <p class={styles.text}>{text()}</p>
            <button
              type="button"
              class={styles.dismiss}
              aria-label="Dismiss"
              // What was done has taken its own place away, and with it the focus.
              ref={(button) => queueMicrotask(() => button.focus())}
              onClick={note.dismiss}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
      </Show>
    </div>
  );
}
