import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { type Chat, ChatSchema } from '../domain/chat.ts';
import { NotFoundError } from '../domain/errors.ts';
import { hasExpired } from '../domain/retention.ts';
import { chatKey, inboxPartition } from './keys.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { Table } from './table.ts';

/** The chat, or undefined if it does not exist or has expired. */
export async function findChat(
  table: Table,
  chat_id: string,
  { consistent = true, now = new Date() } = {},
): Promise<Chat | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: chatKey(chat_id), ConsistentRead: consistent }),
  );
  const chat = Item && v.parse(ChatSchema, Item);
  return chat && !hasExpired(chat, now) ? chat : undefined;
}

/** The chat. Throws `NotFoundError` if it does not exist. */
export async function getChat(table: Table, chat_id: string): Promise<Chat> {
  const chat = await findChat(table, chat_id);
  if (!chat) throw new NotFoundError('There is no such chat.');
  return chat;
}

/**
 * Records that an admin has seen the chat up to `seq`. The mark never moves back, so a repeated or
 * late call changes nothing.
 */
export async function markViewed(
  table: Table,
  chat: Chat,
  seq: number,
  now: string,
): Promise<Chat> {
  if (chat.admin_viewed_seq >= seq && chat.admin_viewed_at !== null) return chat;
  return updateChat(table, chat, {
    UpdateExpression: 'SET admin_viewed_seq = :seq, admin_viewed_at = :now, updated_at = :now',
    ConditionExpression: 'attribute_exists(pk) AND admin_viewed_seq <= :seq',
    ExpressionAttributeValues: { ':seq': seq, ':now': now },
  });
}

/** Archives or restores the chat. Does nothing if that has been done. */
export async function setArchived(
  table: Table,
  chat_id: string,
  isArchived: boolean,
  shards: number,
  now: string,
): Promise<Chat> {
  const chat = await getChat(table, chat_id);
  if ((chat.archived_at !== null) === isArchived) return chat;
  return updateChat(table, chat, {
    UpdateExpression: `SET gsi1pk = :inbox, updated_at = :now ${
      isArchived ? ', archived_at = :now' : 'REMOVE archived_at'
    }`,
    ConditionExpression: `attribute_${isArchived ? 'not_exists' : 'exists'}(archived_at) AND attribute_exists(pk)`,
    ExpressionAttributeValues: {
      ':inbox': inboxPartition(chat_id, isArchived, shards),
      ':now': now,
    },
  });
}

/** Applies a conditional update. If its condition fails, the chat is returned as it is now. */
async function updateChat(
  table: Table,
  chat: Chat,
  update: Pick<
    UpdateCommand['input'],
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
  >,
): Promise<Chat> {
  try {
    const command = new UpdateCommand({
      TableName: table.name,
      Key: chatKey(chat.chat_id),
      ReturnValues: 'ALL_NEW',
      ...update,
    });
    const { Attributes } = await retryOnConflict(() => table.client.send(command));
    return v.parse(ChatSchema, Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return getChat(table, chat.chat_id);
    throw error;
  }
}
