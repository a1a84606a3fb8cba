import type { Emit } from '../panel-contract.ts';

/**
 * The page's listeners by event name. Each is called on its own, soon after the event: one that
 * throws is the page's error, and harms neither the chat nor the others.
 */
export function createEvents() {
  const listeners = new Set<{ name: unknown; call: (detail?: unknown) => void }>();
  let isReady = false;

  const emit: Emit = (name, detail) => {
    isReady ||= name === 'ready';
    for (const listener of listeners) {
      if (listener.name === name) queueMicrotask(() => listener.call(detail));
    }
  };

  /**
   * Calls the function on every such event until the result is called. Who asks for `ready` after
   * the fact is told at once.
   */
  function on(name: unknown, call: unknown): () => void {
    if (typeof call !== 'function') return () => {};
    const listener = { name, call: (detail: unknown) => call(detail) };
    listeners.add(listener);
    if (isReady && name === 'ready') queueMicrotask(() => call());
    return () => listeners.delete(listener);
  }

  return { on, emit };
}
