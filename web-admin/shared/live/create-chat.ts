import { type Accessor, batch, createMemo, createSignal, mergeProps, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { ChatDetail } from '../../../protocol/index.ts';
import type { AdminChat, AdminChatSnapshot, AdminClient } from '../../../web-client/types.ts';
import type { RecentChats } from './recent-chats.tsx';

export type LiveChat = {
  readonly chat: AdminChat;
  readonly state: AdminChatSnapshot;
  /** The response that opened the chat: who it is with, beyond what the inbox knows. */
  readonly detail: Accessor<ChatDetail | undefined>;
  /** What shows is from when the chat was closed; the current state is being loaded. */
  readonly isFromBefore: Accessor<boolean>;
};

/** As many messages as the server's first page has. */
const KEPT_MESSAGES = 50;

/**
 * One chat as a store, closed with its owner. The messages are the client's own objects and not
 * reactive: the list is replaced when a message changes, so that a change costs the same however many
 * messages are loaded.
 */
export function createChat(client: AdminClient, recent: RecentChats, chatId: string): LiveChat {
  const before = recent.read(chatId).shown;
  const chat = client.openChat(chatId);
  const [messages, setMessages] = createSignal(chat.snapshot().messages);
  const [detail, setDetail] = createSignal(chat.detail());
  const [others, setOthers] = createStore(withoutMessages(chat.snapshot()));
  const hasLoaded = createMemo((was: boolean) => was || others.loading === 'loaded', false);
  const isFromBefore = createMemo(() => before !== undefined && !hasLoaded() && !others.is_erased);
  const shown = createMemo(() =>
    isFromBefore() ? [...(before?.messages ?? []), ...messages()] : messages(),
  );

  const update = () =>
    batch(() => {
      setMessages(chat.snapshot().messages);
      setDetail(chat.detail());
      setOthers(reconcile(withoutMessages(chat.snapshot())));
    });
  onCleanup(chat.onChange(update));
  onCleanup(() => {
    if (hasLoaded() && !others.is_erased) recent.keep(chatId, { shown: lastOf(chat.snapshot()) });
    chat.close();
  });

  const state = mergeProps(others, {
    get messages() {
      return shown();
    },
    get seen_up_to() {
      return isFromBefore() ? (before?.seen_up_to ?? 0) : others.seen_up_to;
    },
  });
  return { chat, state, detail, isFromBefore };
}

function lastOf({ messages, seen_up_to }: AdminChatSnapshot) {
  const sent = messages.filter(({ state }) => state === 'sent');
  return { messages: sent.slice(-KEPT_MESSAGES), seen_up_to };
}

function withoutMessages({ typing, viewers, ...others }: AdminChatSnapshot): AdminChatSnapshot {
  return { ...others, typing: [...typing], viewers: [...viewers], messages: [] };
}
