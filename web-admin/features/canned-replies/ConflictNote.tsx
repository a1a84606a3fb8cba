import { Show } from 'solid-js';
import styles from './CannedRepliesDialog.module.css';
import type { Conflict } from './create-reply-form.ts';

/** What a colleague did meanwhile, so that nobody overwrites it unawares. */
export function ConflictNote(props: { name: string; conflict: Conflict; onTake: () => void }) {
  return (
    <div class={styles.conflict}>
      <Show
        when={props.conflict.theirs}
        fallback={<p>A colleague has deleted /{props.name} meanwhile.</p>}
      >
        {(theirs) => (
          <>
            <p>A colleague has saved another text as /{props.name}:</p>
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
