import type { ShownMessage } from '../../../web-client/types.ts';

/** The key of the first of a chat's newest user messages, of which so many are unread. */
export function firstUnreadKey(
  messages: readonly ShownMessage[],
  unreadCount: number,
): string | undefined {
  const fromUser = messages.filter(({ sender_type }) => sender_type === 'user');
  return unreadCount > 0 ? fromUser.slice(-unreadCount)[0]?.key : undefined;
}
