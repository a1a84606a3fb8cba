import { onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { Chat, ChatSnapshot, ShownMessage } from '../../../web-client/index.ts';

/** A chat as a Solid store: what did not change keeps its place on screen. */
export function createChatStore(chat: Chat): ChatSnapshot {
  const made = new WeakMap<ShownMessage, ShownMessage>();

  /**
   * The store changes its objects in place; the client's own must stay as they are. A message is
   * copied once, into a store of its own: what is one already is not looked into again, so that a
   * change costs about the same however much of a chat is loaded.
   */
  function copyOf(message: ShownMessage): ShownMessage {
    const known = made.get(message);
    if (known) return known;
    const [copy] = createStore({ ...message });
    made.set(message, copy);
    return copy;
  }

  function copy(): ChatSnapshot {
    const { messages, typing, ...others } = chat.snapshot();
    return { ...others, messages: messages.map(copyOf), typing: [...typing] };
  }

  const [store, setStore] = createStore(copy());
  onCleanup(chat.onChange(() => setStore(reconcile(copy(), { key: 'key' }))));
  return store;
}
