import type { SupportChat, WidgetOptions } from '../api.ts';
import type { SupportChatFunction } from '../loader/page-interface.ts';

export type { ChatMessage, SupportChat, TokenSource, WidgetEvents, WidgetOptions } from '../api.ts';

/**
 * Puts the chat of this address, such as `https://chat.example.com`, on the page, and returns the
 * handle on it. The handle works at once: what it is asked before the script has loaded is done then.
 * Called again, it loads nothing twice; after `destroy`, it starts again. Where there is no page, as
 * on a server, it does nothing. When the script cannot be had, listeners to `error` get
 * `load_failed`, and the next call tries again. @throws TypeError when the address is none.
 */
export function loadSupportChat(chatUrl: string, options?: WidgetOptions): SupportChat {
  const src = new URL('/widget.js', chatUrl).href;
  if (typeof document === 'undefined') return () => () => {};
  forgetDestroyed();
  if (options) handle('set', options);
  if (!script && !window.SupportChat?.isRunning) addScript(src);
  return handle;
}

/** The script while it is loading. */
let script: HTMLScriptElement | undefined;

/** As the widget's script reads it: it sets `off` when it carries out an `on`. */
type WaitingCall = unknown[] & { off?: unknown };

function handle(command: string, ...args: unknown[]): () => void {
  const chat = window.SupportChat ?? createQueue();
  if (!chat.q) return undoing(chat(command, ...args));
  const call: WaitingCall = [command, ...args];
  const { q } = chat;
  q.push(call);
  return () => {
    undoing(call.off)();
    const place = q.indexOf(call);
    if (place >= 0) q.splice(place, 1);
  };
}

function createQueue(): SupportChatFunction {
  const q: WaitingCall[] = [];
  window.SupportChat = Object.assign((...call: unknown[]) => q.push(call), { q });
  return window.SupportChat;
}

const undoing = (off: unknown) => () => {
  if (typeof off === 'function') off();
};

/** Drops the calls that wait before a `destroy`: frameworks mount some components twice. */
function forgetDestroyed(): void {
  const { q = [] } = window.SupportChat ?? {};
  const last = q.map(([command]) => command).lastIndexOf('destroy');
  q.splice(0, last + 1);
}

function addScript(src: string): void {
  script = document.createElement('script');
  script.src = src;
  script.onload = takeScript;
  script.onerror = () => {
    takeScript();
    tellFailure();
  };
  document.head.append(script);
}

function takeScript(): void {
  script?.remove();
  script = undefined;
}

function tellFailure(): void {
  for (const [command, event, listener] of window.SupportChat?.q ?? []) {
    const isAsked = command === 'on' && event === 'error';
    if (isAsked && typeof listener === 'function') listener({ code: 'load_failed' });
  }
}
