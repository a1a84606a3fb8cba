import { createContext, onCleanup, type ParentProps, useContext } from 'solid-js';
import type { ChatDetail } from '../../../protocol/index.ts';
import type { AdminChatSnapshot, AdminClient } from '../../../web-client/types.ts';

/** What was on screen of a chat when it was closed. */
export type RecentChat = {
  readonly shown?: Pick<AdminChatSnapshot, 'messages' | 'seen_up_to'>;
  readonly detail?: ChatDetail;
};

/** Chats that were open a moment ago: they show at once, while they are loaded again. */
export type RecentChats = {
  read(chatId: string): RecentChat;
  keep(chatId: string, part: RecentChat): void;
};

const RecentChatsContext = createContext<RecentChats>();

const KEPT_CHATS = 20;

/**
 * Keeps only what cannot have been erased without notice: an erased chat is deleted at once, and all of
 * them when the connection is lost.
 */
export function RecentChatsProvider(props: ParentProps<{ client: AdminClient }>) {
  const kept = new Map<string, RecentChat>();
  const { client } = props;
  onCleanup(client.onChatErased((id) => kept.delete(id)));
  onCleanup(client.onConnectionState((link) => link !== 'connected' && kept.clear()));

  const recent: RecentChats = {
    read: (chatId) => kept.get(chatId) ?? {},
    keep(chatId, part) {
      if (client.connectionState() !== 'connected') return;
      const chat = { ...kept.get(chatId), ...part };
      // At the end: the chat that was closed longest ago is deleted first.
      kept.delete(chatId);
      kept.set(chatId, chat);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_CHATS && oldest !== undefined) kept.delete(oldest);
    },
  };
  return <RecentChatsContext.Provider value={recent}>{props.children}</RecentChatsContext.Provider>;
}

export function useRecentChats(): RecentChats {
  const recent = useContext(RecentChatsContext);
  if (recent === undefined) throw new Error('useRecentChats needs a RecentChatsProvider around it');
  return recent;
}
