import type { MarkedRead, Message, MessagePage, SendMessageBody } from '../protocol/index.ts';
import type { MessageRange } from './types.ts';

/** A chat with its newest messages. A user's and an admin's have each their own part of the rest. */
export type LoadedChat = {
  id: string;
  messages: Message[];
  has_more: boolean;
  unread_count?: number;
  admins_online?: boolean;
  read_up_to?: number;
  user?: { email: string | null };
  user_email?: string | null;
};

/** What one chat requests from the HTTP API, for users and admins. Each call throws `ApiError`. */
export type ChatApi = {
  loadChat(): Promise<LoadedChat>;
  listMessages(query: MessageRange): Promise<MessagePage>;
  sendMessage(body: SendMessageBody): Promise<Message>;
  markRead(up_to: number): Promise<MarkedRead>;
};
