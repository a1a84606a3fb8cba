import type { ShownMessage } from '../../web-client/types.ts';

/** The key of the message that "Seen" stands under: the last from support that the user has read. */
export function seenKey(messages: readonly ShownMessage[], seenUpTo: number): string | undefined {
  return messages.findLast(
    (message) =>
      message.sender_type === 'admin' && message.state === 'sent' && message.seq <= seenUpTo,
  )?.key;
}
