import { Show } from 'solid-js';
import styles from './CannedRepliesDialog.module.css';
import type { Conflict } from './create-reply-form.ts';

/** Shows what a teammate did to the reply since it was opened, so that nobody overwrites it by accident. */
export function ConflictWarning(props: { name: string; conflict: Conflict; onTake: () => void }) {
  return (
    <div class={styles.conflict}>
      <Show
        when={props.conflict.theirs}
        fallback={<p>A teammate deleted /{props.name} while you were editing it.</p>}
      >
        {(theirs) => (
          <>
            <p>A teammate saved another text as /{props.name}:</p>
            <blockquote class={styles.theirs} dir="auto">
              {theirs().content}
            </blockquote>
            <button type="button" class="link-button" onClick={() => props.onTake()}>
              Use this text
            </button>
          </>
        )}
      </Show>
    </div>
  );
}
