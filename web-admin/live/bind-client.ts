import { type Accessor, batch, createSignal, mergeProps, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { AdminChat, AdminChatSnapshot, Client, LinkState } from '../../web-client/types.ts';

/** The client's link to the server as a signal. */
export function createLink(client: Client): Accessor<LinkState> {
  const [link, setLink] = createSignal(client.link());
  onCleanup(client.onLink(setLink));
  return link;
}

export type LiveChat = { readonly chat: AdminChat; readonly state: AdminChatSnapshot };

/**
 * One chat as a store, closed with the owner that created it. Its messages are the client's own and
 * not reactive in themselves: the list is another one when a message is, and only then, so that a
 * change costs the same however much is loaded.
 */
export function createChat(client: Client, chatId: string): LiveChat {
  const chat = client.openChat(chatId);
  onCleanup(() => chat.close());
  const [messages, setMessages] = createSignal(chat.snapshot().messages);
  const [others, setOthers] = createStore(withoutMessages(chat.snapshot()));
  const update = () =>
    batch(() => {
      setMessages(chat.snapshot().messages);
      setOthers(reconcile(withoutMessages(chat.snapshot())));
    });
  onCleanup(chat.onChange(update));
  const state = mergeProps(others, {
    get messages() {
      return messages();
    },
  });
  return { chat, state };
}

function withoutMessages({ typing, viewers, ...others }: AdminChatSnapshot): AdminChatSnapshot {
  return { ...others, typing: [...typing], viewers: [...viewers], messages: [] };
}
