import type { EmailSkip, ErrorCode } from '../../../protocol/index.ts';
import type { ShownMessage } from '../../../web-client/types.ts';

/** Who a message is from. The reader's own messages have no name until the server stores them. */
export function senderLabel(
  message: Pick<ShownMessage, 'sender_name' | 'sender_type'>,
  ownLabel: string,
): string {
  if (message.sender_name !== '') return message.sender_name;
  return message.sender_type === 'admin' ? ownLabel : 'Visitor';
}

/** Why a message was not sent, in a few words. */
export function failureText(code: ErrorCode): string {
  switch (code) {
    case 'too_large':
      return 'Not sent: too long.';
    case 'forbidden':
    case 'unauthorized':
      return 'Not sent: not allowed.';
    case 'not_found':
      return 'Not sent: this chat no longer exists.';
    default:
      return 'Not sent.';
  }
}

const EMAIL_SKIP_TEXTS: Readonly<Record<EmailSkip, string>> = {
  unconfirmed: 'Not emailed: the address is not confirmed',
  bounced: 'Not emailed: emails to this address come back',
  unsubscribed: 'Not emailed: the user unsubscribed',
};

/** Why the newest reply is not emailed to the user. Empty if it is, or if they have read it. */
export function emailSkipText(
  skip: EmailSkip | null | undefined,
  { messages, seen_up_to }: { messages: readonly ShownMessage[]; seen_up_to: number },
): string {
  if (!skip) return '';
  const isWaiting = messages.some(
    (one) => one.state === 'sent' && one.sender_type === 'admin' && one.seq > seen_up_to,
  );
  return isWaiting ? EMAIL_SKIP_TEXTS[skip] : '';
}

/** Who is typing, as one line; empty if nobody is. */
export function typingLine(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) return '';
  if (second === undefined) return `${first} is typing…`;
  if (names.length === 2) return `${first} and ${second} are typing…`;
  return 'Several people are typing…';
}

/** Which teammates have the chat open, as one line; empty if nobody has. */
export function viewersLine(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) return '';
  if (second === undefined) return `${first} is viewing this chat`;
  if (names.length === 2) return `${first} and ${second} are viewing this chat`;
  return `${first} and ${names.length - 1} others are viewing this chat`;
}
