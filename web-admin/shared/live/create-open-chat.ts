import type { Accessor } from 'solid-js';
import { type Presence, presenceOf } from '../chat-labels/chat-labels.ts';
import { useClient } from './client-context.tsx';
import { createChat, type LiveChat } from './create-chat.ts';
import { type ChatSummary, createChatSummary } from './create-chat-summary.ts';
import { createConnectionState } from './create-connection-state.ts';
import { useInbox } from './inbox-context.tsx';
import { useRecentChats } from './recent-chats.tsx';

/** The chat on screen: what its parts know of it together. */
export type OpenChat = {
  readonly id: string;
  readonly live: LiveChat;
  readonly summary: ChatSummary;
  readonly presence: Accessor<Presence>;
};

/** Opens a chat for as long as its owner is on screen. */
export function createOpenChat(id: string): OpenChat {
  const client = useClient();
  const live = createChat(client, useRecentChats(), id);
  const connection = createConnectionState(client);
  return {
    id,
    live,
    summary: createChatSummary(client, useInbox(), live, id),
    presence: () => presenceOf(connection(), live.state.user_online),
  };
}
