import type { Message, MessagePage } from '../../protocol/index.ts';
import type { Chat } from './chat.ts';

/** A chat's summary and some of its messages, both of the moment at which the summary was read. */
export type ChatView = { readonly chat: Chat | undefined } & Readonly<MessagePage>;

/** A message, and whether it had been read already when it was joined. */
export type ReadMessage = { readonly message: Message; readonly was_read?: true | undefined };

/**
 * The messages as they were when the summary was read: without those sent since, and without what
 * has been marked as read since. So a response never says two things about one chat. What had
 * been read when it was joined is read, wherever the marks stand.
 */
export function messagesAsOf(chat: Chat | undefined, items: readonly ReadMessage[]): Message[] {
  const sent = items.filter(({ message }) => message.seq <= (chat?.message_count ?? 0));
  return sent.map(({ message, was_read }) =>
    was_read || isRead(chat, message) ? message : { ...message, read_at: null },
  );
}

/**
 * Whether the messages are older than the summary: its newest one is missing, or one that it counts
 * as read is not marked yet. Then they must be read again.
 */
export function areBehind({ chat, messages }: ChatView): boolean {
  if (!chat) return false;
  if ((messages.at(-1)?.seq ?? 0) < chat.message_count) return true;
  return messages.some((message) => message.read_at === null && isRead(chat, message));
}

const isRead = (chat: Chat | undefined, { sender_type, seq }: Message): boolean => {
  if (!chat) return false;
  return seq <= (sender_type === 'admin' ? chat.user_read_up_to : chat.admin_read_up_to);
};
