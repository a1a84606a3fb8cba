import type { Emit } from '../panel-contract.ts';

/**
 * The page's listeners by event name. Each is called on its own, soon after the event: one that
 * throws is the page's error, and harms neither the chat nor the others.
 */
export function createEvents() {
  const listeners = new Set<{ name: unknown; call: (detail?: unknown) => unknown }>();

  const emit: Emit = (name, detail) => {
    for (const listener of listeners) {
      if (listener.name === name) queueMicrotask(() => listener.call(detail));
    }
  };

  /** Calls the function on every such event until the result is called. */
  function on(name: unknown, call: unknown): () => void {
    const listener = {
      name,
      call: (detail?: unknown) => typeof call === 'function' && call(detail),
    };
    listeners.add(listener);
    // Whoever can ask is answered by a widget that is ready.
    if (name === 'ready') queueMicrotask(listener.call);
    return () => listeners.delete(listener);
  }

  return { on, emit };
}
