import type { SenderType } from '../protocol/index.ts';
import type { ChatSnapshot } from './types.ts';

/** The key of the newest message of one side that the other has read: where "Seen" stands. */
export function lastSeenMessageKey(
  { messages, seen_up_to }: Pick<ChatSnapshot, 'messages' | 'seen_up_to'>,
  side: SenderType,
): string | undefined {
  if (seen_up_to === 0) return undefined;
  return messages.findLast(
    (message) =>
      message.sender_type === side && message.state === 'sent' && message.seq <= seen_up_to,
  )?.key;
}
