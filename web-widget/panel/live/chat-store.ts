import { onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { Chat, ChatSnapshot } from '../../../web-client/index.ts';

/** A chat as a Solid store: what did not change keeps its place on screen. */
export function createChatStore(chat: Chat): ChatSnapshot {
  // The store changes its objects in place; the client's own must stay as they are.
  const copy = () => structuredClone(chat.snapshot());
  const [store, setStore] = createStore(copy());
  onCleanup(chat.onChange(() => setStore(reconcile(copy(), { key: 'key' }))));
  return store;
}
