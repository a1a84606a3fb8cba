import type { Emit } from '../panel-contract.ts';

const NAMES = /^(ready|open|close|message|unread|error)$/;

/**
 * The page's listeners by event name. Each is called on its own, soon after the event: one that
 * throws is the page's error, and harms neither the chat nor the others.
 */
export function createEvents() {
  const listeners = new Set<(name: unknown, detail?: unknown) => unknown>();

  const emit: Emit = (name, detail) => {
    // Whoever builds the page may listen to nothing yet.
    if (name === 'error') console.warn('Support chat:', detail);
    for (const listener of listeners) listener(name, detail);
  };

  /** Calls the function on every such event until the result is called. */
  function on(name: unknown, call: unknown): () => void {
    const listener = (told: unknown, detail?: unknown) =>
      told === name && queueMicrotask(() => typeof call === 'function' && call(detail));
    if (!NAMES.test(`${name}`)) emit('error', { code: 'unknown_event' });
    listeners.add(listener);
    // Whoever can ask is answered by a widget that is ready.
    if (name === 'ready') listener(name);
    return () => listeners.delete(listener);
  }

  return { on, emit };
}
