import { createEffect, createMemo, createSignal, onCleanup, Show } from 'solid-js';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import styles from './InboxTabs.module.css';

/** Says quietly that the list is from before an absence. What is over in a moment needs no words. */
export function CatchingUp() {
  const inbox = useInbox();
  const isBehind = createMemo(() => inbox.state.is_catching_up);
  const [isShown, setIsShown] = createSignal(false);

  createEffect(() => {
    if (!isBehind()) return;
    const timer = setTimeout(() => setIsShown(true), PATIENCE_MS);
    onCleanup(() => {
      clearTimeout(timer);
      setIsShown(false);
    });
  });

  return (
    <output class={styles.behind}>
      <Show when={isShown()}>Catching up…</Show>
    </output>
  );
}

const PATIENCE_MS = 400;
