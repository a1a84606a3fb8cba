import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EmailSkip } from '../../protocol/index.ts';
import type { Chat } from '../domain/chat.ts';
import { chatKey } from './keys.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { Table } from './table.ts';

/** Longer than the function may run, so that a lock outlives only a crash. */
const LOCK_MS = 60_000;

/** The right to send the one email that covers a chat's admin messages up to a `seq`. */
export type EmailLock = { readonly id: string; readonly chat_id: string; readonly up_to: number };

/**
 * Locks the email before it is sent. Undefined when another run holds the lock or has sent
 * meanwhile; a lock whose run crashed ends by itself after a minute.
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

/** Records that the email went out: nothing up to the lock's `seq` is emailed again. */
export async function completeEmailLock(table: Table, lock: EmailLock): Promise<void> {
  await update(table, lock.chat_id, {
    UpdateExpression:
      'SET emailed_up_to = :up_to REMOVE email_lock_id, email_lock_expires_at, email_skipped',
    ConditionExpression: 'email_lock_id = :id',
    ExpressionAttributeValues: { ':id': lock.id, ':up_to': lock.up_to },
  });
}

/** Gives the lock back after a failed sending, so that the next try may have it. */
export async function releaseEmailLock(table: Table, lock: EmailLock): Promise<void> {
  await update(table, lock.chat_id, {
    UpdateExpression: 'REMOVE email_lock_id, email_lock_expires_at',
    ConditionExpression: 'email_lock_id = :id',
    ExpressionAttributeValues: { ':id': lock.id },
  });
}

/** Lets the admins see why a message is not emailed, unless it has been read or emailed meanwhile. */
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

/** Whether the condition held. */
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
