import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EmailSkip } from '../../protocol/index.ts';
import type { Chat } from '../domain/chat.ts';
import { chatKey } from './keys.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { Table } from './table.ts';

/** Longer than the function may run, so that a lock is only left behind by a crash. */
const LOCK_MS = 60_000;

/** A lock on sending the email that covers a chat's admin messages up to `up_to`. */
export type EmailLock = { readonly id: string; readonly chat_id: string; readonly up_to: number };

/**
 * Takes the lock before an email is sent. Undefined if another run holds it or has sent the email.
 * The lock of a crashed run expires after a minute.
 */
export async function lockEmail(
  table: Table,
  chat: Chat,
  lock: EmailLock,
  now: Date,
): Promise<EmailLock | undefined> {
  const isWon = await update(table, lock.chat_id, {
    UpdateExpression: 'SET email_lock_id = :id, email_lock_expires_at = :until',
    ConditionExpression:
      'emailed_up_to = :before AND (attribute_not_exists(email_lock_id) OR email_lock_expires_at < :now)',
    ExpressionAttributeValues: {
      ':id': lock.id,
      ':until': now.getTime() + LOCK_MS,
      ':now': now.getTime(),
      ':before': chat.emailed_up_to,
    },
  });
  return isWon ? lock : undefined;
}

/**
 * Records that the email was sent, so messages up to `up_to` are not emailed again, and releases
 * the lock.
 */
export async function completeEmailLock(table: Table, lock: EmailLock): Promise<void> {
  await update(table, lock.chat_id, {
    UpdateExpression:
      'SET emailed_up_to = :up_to REMOVE email_lock_id, email_lock_expires_at, email_skipped',
    ConditionExpression: 'email_lock_id = :id',
    ExpressionAttributeValues: { ':id': lock.id, ':up_to': lock.up_to },
  });
}

/** Releases the lock after sending failed, so that the next attempt can take it. */
export async function releaseEmailLock(table: Table, lock: EmailLock): Promise<void> {
  await update(table, lock.chat_id, {
    UpdateExpression: 'REMOVE email_lock_id, email_lock_expires_at',
    ConditionExpression: 'email_lock_id = :id',
    ExpressionAttributeValues: { ':id': lock.id },
  });
}

/** Shows admins why a message is not emailed, unless it has been read or emailed meanwhile. */
export async function markSkipped(
  table: Table,
  { chat_id, seq }: { chat_id: string; seq: number },
  reason: EmailSkip,
): Promise<void> {
  await update(table, chat_id, {
    UpdateExpression: 'SET email_skipped = :reason',
    ConditionExpression: 'user_read_up_to < :seq AND emailed_up_to < :seq',
    ExpressionAttributeValues: { ':reason': reason, ':seq': seq },
  });
}

/** False if the condition failed. */
async function update(
  table: Table,
  chat_id: string,
  expression: Pick<
    UpdateCommand['input'],
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
  >,
): Promise<boolean> {
  try {
    const command = new UpdateCommand({
      TableName: table.name,
      Key: chatKey(chat_id),
      ...expression,
    });
    await retryOnConflict(() => table.client.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
