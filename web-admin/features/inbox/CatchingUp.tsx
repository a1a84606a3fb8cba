import { createMemo, Show } from 'solid-js';
import { createDelayed } from '../../../web-shared/create-delayed.ts';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import styles from './InboxTabs.module.css';

/** Says quietly that the list is from before an absence. What is over in a moment needs no words. */
export function CatchingUp() {
  const inbox = useInbox();
  const isBehind = createMemo(() => inbox.state.is_catching_up);
  const isShown = createDelayed(() => (isBehind() ? DELAY_MS : undefined));

  return (
    <output class={styles.behind}>
      <Show when={isShown()}>Catching up…</Show>
    </output>
  );
}

const DELAY_MS = 400;
