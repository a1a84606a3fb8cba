import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Chat } from '../domain/chat.ts';
import { findChat } from './chats.ts';
import { forgetChannel, listConnectionsOf } from './connections.ts';
import { deleteItems } from './delete-items.ts';
import {
  chatKey,
  chatPk,
  contactKey,
  MESSAGE_PREFIX,
  SENT_MARKER_PREFIX,
  searchKey,
} from './keys.ts';
import { deleteSubscription, listSubscriptions, removeConnection } from './subscriptions.ts';
import { isLostRace, type Table } from './table.ts';

/** So few that the time is looked at often, and enough to keep the table busy. */
const PAGE = 200;
/** What has expired and waits for TTL is erased too: seen from then, nothing has. */
const LONG_AGO = new Date(0);

/**
 * Erases a user's chat and everything of it and of them: connections, messages, markers, contact,
 * search entries, and the chat itself at the very end. So a chat whose erasing was cut short still
 * stands in the inbox, and erasing it again finishes the work. What is sent meanwhile is erased too:
 * the chat goes only if nothing came since its messages were deleted. What is sent afterwards begins
 * a new chat. False when `isOver` ended it before all was gone.
 */
export async function eraseChat(
  table: Table,
  chat_id: string,
  isOver: () => boolean,
): Promise<boolean> {
  await forgetFollowers(table, chat_id);
  while (!isOver()) {
    const chat = await findChat(table, chat_id, { now: LONG_AGO });
    const isEmpty = await deleteMessages(table, chat_id, isOver);
    if (isEmpty && (await deleteChat(table, chat_id, chat))) return true;
  }
  return false;
}

/** A connection that is forgotten can do nothing more: its next command is refused. */
async function forgetFollowers(table: Table, chat_id: string): Promise<void> {
  const followers = await listSubscriptions(table, chat_id, LONG_AGO);
  const users = followers.filter(({ role }) => role === 'user');
  const theirs = new Set([
    ...users.map(({ connection_id }) => connection_id),
    ...(await listConnectionsOf(table, chat_id)),
  ]);
  await Promise.all([...theirs].map((id) => removeConnection(table, id, [chat_id])));
  const admins = followers.filter(({ role }) => role === 'admin');
  await Promise.all(admins.map(({ connection_id }) => letGo(table, connection_id, chat_id)));
}

/** The subscription goes last: by it the connection is found again, should this be cut short. */
async function letGo(table: Table, connection_id: string, chat_id: string): Promise<void> {
  await forgetChannel(table, connection_id, chat_id);
  await deleteSubscription(table, connection_id, chat_id);
}

/** Markers go first: one that outlived its message would answer a repeat with nothing. */
async function deleteMessages(
  table: Table,
  chat_id: string,
  isOver: () => boolean,
): Promise<boolean> {
  for (const prefix of [SENT_MARKER_PREFIX, MESSAGE_PREFIX]) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await listKeys(table, chat_id, prefix, ExclusiveStartKey);
      if (!(await deleteItems(table, page.keys, isOver))) return false;
      ExclusiveStartKey = page.next;
    } while (ExclusiveStartKey);
  }
  return true;
}

const KeysSchema = v.array(v.object({ pk: v.string(), sk: v.string() }));

async function listKeys(
  table: Table,
  chat_id: string,
  prefix: string,
  ExclusiveStartKey: Record<string, unknown> | undefined,
) {
  const { Items, LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': chatPk(chat_id), ':prefix': prefix },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
      Limit: PAGE,
      ExclusiveStartKey,
    }),
  );
  return { keys: v.parse(KeysSchema, Items ?? []), next: LastEvaluatedKey };
}

/** Whether the chat is gone; not so when somebody wrote in it since it was read as `chat`. */
async function deleteChat(table: Table, chat_id: string, chat: Chat | undefined): Promise<boolean> {
  const keys = [contactKey(chat_id), searchKey(chat_id, 'EMAIL'), searchKey(chat_id, 'NAME')];
  try {
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName: table.name, Key: chatKey(chat_id), ...ifUnchanged(chat) } },
          ...keys.map((Key) => ({ Delete: { TableName: table.name, Key } })),
        ],
      }),
    );
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

/** The count alone is not enough: another chat, begun after another erasing, may have the same. */
const ifUnchanged = (chat: Chat | undefined) =>
  chat
    ? {
        ConditionExpression: 'message_count = :count AND created_at = :created_at',
        ExpressionAttributeValues: {
          ':count': chat.message_count,
          ':created_at': chat.created_at,
        },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
