import { randomUUID } from 'node:crypto';
import type { EmailSkip } from '../../protocol/index.ts';
import type { Mailer } from '../clients/reply-mailer.ts';
import { findChat } from '../data/chats.ts';
import { returnEmail, takeEmail } from '../data/email-confirmations.ts';
import {
  completeEmailLock,
  type EmailLock,
  lockEmail,
  markSkipped,
  releaseEmailLock,
} from '../data/email-locks.ts';
import { findSuppression } from '../data/email-suppressions.ts';
import { emailHash } from '../data/keys.ts';
import { listUnread } from '../data/messages.ts';
import type { Table } from '../data/table.ts';
import type { Limit } from '../domain/message-window.ts';
import { composeReplyEmail, isDue, type Links, settledUpTo } from '../domain/reply-email.ts';
import { signOpenLink, signUnsubscribeLink } from '../identity/email-links.ts';
import type { Keys } from '../identity/keys.ts';
import { idsOf, type Log } from '../middleware/logger.ts';

export type Services = {
  readonly table: Table;
  readonly mail: Mailer;
  readonly siteName: string;
  readonly publicUrl: string;
  /** How many emails per day an address gets that nobody has confirmed. */
  readonly unconfirmedEmails: Limit;
  readonly log: Log;
  keys(now: Date): Promise<Keys>;
  now(): Date;
};

/** `sent`, or why no email was sent. */
export type Outcome = 'sent' | 'nothing_due' | EmailSkip;

/** More than anybody writes within the delay. Other messages get another email. */
const MESSAGES_MAX = 100;

/**
 * Emails the user the admins' messages since they last read or were emailed, if the message of the
 * schedule still needs it. It reads everything again, so it may run any number of times. Throws if
 * another run holds the lock or sending failed, so that Lambda retries.
 */
export async function sendReplyEmail(
  { chat_id, seq }: { chat_id: string; seq: number },
  services: Services,
): Promise<Outcome> {
  const { table, mail, siteName } = services;
  const chat = await findChat(table, chat_id);
  const to = chat?.user_email;
  if (!chat || !to || !isDue(chat, seq)) return 'nothing_due';
  const skip = await findSuppression(table, to);
  if (skip) {
    await markSkipped(table, { chat_id, seq }, skip);
    return skip;
  }
  const { messages } = await listUnread(table, chat_id, 'admin', {
    after: settledUpTo(chat),
    up_to: chat.message_count,
    limit: MESSAGES_MAX,
  });
  const last = messages.at(-1);
  if (!last) return 'nothing_due';
  const now = services.now();
  const lock = await lockEmail(table, chat, { id: randomUUID(), chat_id, up_to: last.seq }, now);
  if (!lock) throw new EmailLockHeldError(chat_id);
  const links = await signLinks(services, chat_id, to, now);
  // A signed-in user's address comes from the company, but a visitor may enter anybody's.
  const limit = chat.user_verified ? 'off' : services.unconfirmedEmails;
  if (!(await takeEmail(table, emailHash(to), limit, now))) {
    await markSkipped(table, { chat_id, seq }, 'unconfirmed');
    await releaseEmailLock(table, lock);
    return 'unconfirmed';
  }
  const email = {
    to,
    ...composeReplyEmail(siteName, messages, links),
    unsubscribe_url: links.unsubscribe,
  };
  await sendLocked(table, lock, async () => {
    try {
      await mail(email);
    } catch (error) {
      if (limit !== 'off') await returnEmail(table, emailHash(to));
      throw error;
    }
  });
  for (const message of messages) services.log('message emailed', idsOf(message));
  return 'sent';
}

/** Another run is sending this email. The retry finds that nothing is due. */
export class EmailLockHeldError extends Error {
  override readonly name = 'EmailLockHeldError';
  constructor(chat_id: string) {
    super(`another run is sending the reply email of chat ${chat_id}`);
  }
}

async function sendLocked(table: Table, lock: EmailLock, send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    await releaseEmailLock(table, lock);
    throw error;
  }
  await completeEmailLock(table, lock);
}

async function signLinks(
  { keys, publicUrl }: Services,
  chat_id: string,
  email: string,
  now: Date,
): Promise<Links> {
  const all = await keys(now);
  const email_hash = emailHash(email);
  const open = await signOpenLink(all, { chat_id, email_hash }, now);
  const unsubscribe = await signUnsubscribeLink(all, email_hash, now);
  return {
    open: `${publicUrl}/api/email/open?token=${open}`,
    unsubscribe: `${publicUrl}/api/email/unsubscribe?token=${unsubscribe}`,
  };
}
