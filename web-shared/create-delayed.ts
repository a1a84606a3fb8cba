import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';

/**
 * Becomes true when something has lasted long enough to be shown: what is over sooner would only
 * flicker. `delayMs` returns how much longer to wait, and undefined while there is nothing to show.
 */
export function createDelayed(delayMs: () => number | undefined): Accessor<boolean> {
  const [isDue, setIsDue] = createSignal(false);
  createEffect(() => {
    const ms = delayMs();
    if (ms === undefined) return;
    const timer = setTimeout(() => setIsDue(true), ms);
    onCleanup(() => {
      clearTimeout(timer);
      setIsDue(false);
    });
  });
  return isDue;
}
