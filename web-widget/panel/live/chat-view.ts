import { createMemo, createSignal, onCleanup } from 'solid-js';
import type { Chat, ChatSnapshot } from '../../../web-client/index.ts';

/** What a chat shows, as something to be read again and again: each part tells of its own changes. */
export function createChatView(chat: Chat): ChatSnapshot {
  const [snapshot, setSnapshot] = createSignal(chat.snapshot());
  onCleanup(chat.onChange(() => setSnapshot(chat.snapshot())));
  const view = { ...chat.snapshot() };
  for (const name of Object.keys(view)) {
    const get = createMemo<unknown>(() => Reflect.get(snapshot(), name));
    Object.defineProperty(view, name, { get });
  }
  return view;
}
