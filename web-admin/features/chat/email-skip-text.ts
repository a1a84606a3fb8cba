import type { EmailSkip } from '../../../protocol/index.ts';
import type { ShownMessage } from '../../../web-client/types.ts';

const TEXTS: Readonly<Record<EmailSkip, string>> = {
  unconfirmed: 'Not emailed: the address is not confirmed',
  bounced: 'Not emailed: emails to this address come back',
  unsubscribed: 'Not emailed: the user unsubscribed',
};

/** Why the user gets no email of the newest reply. Empty when they do, or have read it. */
export function emailSkipText(
  skip: EmailSkip | null | undefined,
  { messages, seen_up_to }: { messages: readonly ShownMessage[]; seen_up_to: number },
): string {
  if (!skip) return '';
  const isWaiting = messages.some(
    (one) => one.state === 'sent' && one.sender_type === 'admin' && one.seq > seen_up_to,
  );
  return isWaiting ? TEXTS[skip] : '';
}
