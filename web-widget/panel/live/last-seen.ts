import type { ChatSnapshot } from '../../../web-client/types.ts';

/** The key of the newest own message that the other side has read, for the one "Seen" mark. */
export function lastSeenKey(
  chat: Pick<ChatSnapshot, 'messages' | 'seen_up_to'>,
): string | undefined {
  return chat.messages.findLast(
    (message) =>
      message.sender_type === 'user' && message.state === 'sent' && message.seq <= chat.seen_up_to,
  )?.key;
}
