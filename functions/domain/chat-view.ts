import type { Message, MessagePage } from '../../protocol/index.ts';
import type { Chat } from './chat.ts';

/** A chat's summary and some of its messages, both as of the time when the summary was read. */
export type ChatView = { readonly chat: Chat | undefined } & Readonly<MessagePage>;

/** A message, and whether it was already read when it was joined. */
export type ReadMessage = { readonly message: Message; readonly was_read?: true | undefined };

/**
 * The messages as of the time when the summary was read: messages sent later are removed, and a
 * later `read_at` is reset, so that a response never contradicts itself. A message that was read
 * before it was joined stays read.
 */
export function messagesAsOf(chat: Chat | undefined, items: readonly ReadMessage[]): Message[] {
  const sent = items.filter(({ message }) => message.seq <= (chat?.message_count ?? 0));
  return sent.map(({ message, was_read }) =>
    was_read || isRead(chat, message) ? message : { ...message, read_at: null },
  );
}

/**
 * Whether the messages are older than the summary: the newest one is missing, or one that the
 * summary counts as read has no `read_at`. Then they must be read again.
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
