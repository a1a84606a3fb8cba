import { isWidgetOption, type WidgetOptions } from '../../protocol/widget-options.ts';
import type { Emit } from '../panel-contract.ts';

const EVENTS = /^(ready|open|close|message|unread|error)$/;

/** Calls made before the script has loaded wait in `q`; `off` undoes an `on` among them. */
type WaitingCall = unknown[] & { off?: unknown };

/** The page's handle on the widget, as the loader sees it. */
export type SupportChatFunction = {
  (command: string, ...args: unknown[]): unknown;
  q?: WaitingCall[];
  isRunning?: boolean;
};

declare global {
  interface Window {
    SupportChat?: SupportChatFunction;
  }
}

type Page = { SupportChat?: SupportChatFunction };
type Commands = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Makes `window.SupportChat(command, …)` run commands, first the calls that waited, in their order. */
export function installCommands(
  commands: Commands,
  onUnknown: () => void,
  page: Page = window,
): void {
  const known = new Map(Object.entries(commands));
  const run: SupportChatFunction = (command, ...args) => (known.get(command) ?? onUnknown)(...args);
  run.isRunning = true;
  const waiting = page.SupportChat?.q ?? [];
  page.SupportChat = run;
  for (const call of waiting) {
    const [command, ...args] = call;
    call.off = run(`${command}`, ...args);
  }
}

/**
 * The page's listeners by event name. Each is called on its own, soon after the event: one that
 * throws is the page's error, and harms neither the chat nor the others.
 */
export function createEvents() {
  const listeners = new Set<(name: unknown, detail?: unknown) => unknown>();

  const emit: Emit = (name, detail) => {
    // The developer of the page may not listen to anything yet.
    if (name === 'error') console.warn('Support chat:', detail);
    for (const listener of listeners) listener(name, detail);
  };

  /** Calls the function on every such event until the result is called. */
  function on(name: unknown, call: unknown): () => void {
    const listener = (emitted: unknown, detail?: unknown) =>
      emitted === name && queueMicrotask(() => typeof call === 'function' && call(detail));
    if (!EVENTS.test(`${name}`)) emit('error', { code: 'unknown_event' });
    listeners.add(listener);
    // A widget that can be asked is ready.
    if (name === 'ready') listener(name);
    return () => listeners.delete(listener);
  }

  return { on, emit };
}

/** The given options that have a fitting value; the names of all others are passed to `onOther`. */
export function readOptions(given: object, onOther: (name: string) => void): WidgetOptions {
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (isWidgetOption(name, value)) options[name] = value;
    else onOther(name);
  }
  return options;
}
