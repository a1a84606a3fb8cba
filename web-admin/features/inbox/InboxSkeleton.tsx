import { For } from 'solid-js';
import styles from './InboxSkeleton.module.css';

export function InboxSkeleton() {
  return (
    <>
      <output class="visually-hidden">Loading chats…</output>
      <ul aria-hidden="true">
        <For each={Array.from({ length: 7 })}>
          {() => (
            <li class={styles.row}>
              <span class={styles.line} />
              <span class={styles.line} />
              <span class={styles.line} />
            </li>
          )}
        </For>
      </ul>
    </>
  );
}
