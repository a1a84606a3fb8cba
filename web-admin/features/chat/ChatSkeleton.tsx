import { For } from 'solid-js';
import styles from './ChatSkeleton.module.css';

export function ChatSkeleton() {
  return (
    <div class={styles.skeleton}>
      <output class="visually-hidden">Loading messages…</output>
      <For each={['user', 'user', 'admin', 'user']}>
        {(side) => <span class={styles.bubble} data-side={side} aria-hidden="true" />}
      </For>
    </div>
  );
}
