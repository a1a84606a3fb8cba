import type { ShownMessage } from '../../../web-client/types.ts';

/**
 * Who a message is from. One that is not stored yet has no name of the server's and is always the
 * reader's own.
 */
export function senderLabel(
  message: Pick<ShownMessage, 'sender_name' | 'sender_type'>,
  ownLabel: string,
): string {
  if (message.sender_name !== '') return message.sender_name;
  return message.sender_type === 'admin' ? ownLabel : 'Visitor';
}
