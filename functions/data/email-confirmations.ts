import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Limit } from '../domain/message-window.ts';
import { expiryOf } from './entity-types.ts';
import { confirmationKey } from './keys.ts';
import type { Table } from './table.ts';

const DAY_MS = 86_400_000;

const ConfirmationSchema = v.object({ confirmed_until: v.optional(v.number(), 0) });

/** Records that the reader of an address confirmed it. Repeating it only extends the time. */
export async function confirmAddress(table: Table, email_hash: string, now: Date): Promise<void> {
  const end = expiryOf('confirmation', now);
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: confirmationKey(email_hash),
      UpdateExpression: 'SET confirmed_until = :until, expires_at = :end, entity = :entity',
      ExpressionAttributeValues: {
        ':until': end * 1_000,
        ':end': end,
        ':entity': 'confirmation',
      },
    }),
  );
}

/**
 * Counts an email to an address that a visitor entered. False if the limit for 24 hours is reached,
 * over all visitors who entered the address. A confirmed address has no limit. `returnEmail` takes
 * the count back.
 */
export async function takeEmail(
  table: Table,
  email_hash: string,
  limit: Limit,
  now: Date,
): Promise<boolean> {
  if (limit === 'off' || (await isConfirmed(table, email_hash, now))) return true;
  const at = now.getTime();
  const dayAgo = at - DAY_MS;
  const isFirst = await update(table, email_hash, {
    UpdateExpression:
      'SET sent_since = :now, sent_count = :one, expires_at = :end, entity = :entity',
    ConditionExpression: 'attribute_not_exists(sent_since) OR sent_since <= :dayAgo',
    ExpressionAttributeValues: {
      ':now': at,
      ':one': 1,
      ':end': Math.ceil((at + DAY_MS) / 1_000),
      ':entity': 'confirmation',
      ':dayAgo': dayAgo,
    },
  });
  if (isFirst) return true;
  return update(table, email_hash, {
    UpdateExpression: 'SET sent_count = sent_count + :one',
    ConditionExpression: 'sent_count < :limit',
    ExpressionAttributeValues: { ':one': 1, ':limit': limit },
  });
}

/** Takes back a counted email that was not sent. */
export async function returnEmail(table: Table, email_hash: string): Promise<void> {
  await update(table, email_hash, {
    UpdateExpression: 'SET sent_count = sent_count - :one',
    ConditionExpression: 'sent_count > :zero',
    ExpressionAttributeValues: { ':one': 1, ':zero': 0 },
  });
}

async function isConfirmed(table: Table, email_hash: string, now: Date): Promise<boolean> {
  const { Item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: confirmationKey(email_hash),
      ConsistentRead: true,
    }),
  );
  return Item !== undefined && v.parse(ConfirmationSchema, Item).confirmed_until > now.getTime();
}

/** False if the condition failed. */
async function update(
  table: Table,
  email_hash: string,
  expression: Pick<
    UpdateCommand['input'],
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
  >,
): Promise<boolean> {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: confirmationKey(email_hash),
        ...expression,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
