import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Erased } from '../../protocol/index.ts';
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
  searchKeys,
  seqOfMessageSk,
} from './keys.ts';
import { untilRaceIsWon } from './lost-race.ts';
import { deleteSubscription, listSubscriptions, removeConnection } from './subscriptions.ts';
import { isLostRace, type Table } from './table.ts';

/** So few that the time is looked at often, however slow the table is just then. */
const PAGE = 100;
/** Time enough to delete what came in the last moment, and short for whoever has to wait. */
const HOLD_MS = 3_000;
/** What has expired and waits for TTL is erased too: seen from then, nothing has. */
const LONG_AGO = new Date(0);

/**
 * Erases a user's chat and everything of it and of them: connections, messages, markers, contact,
 * search entries, and the chat itself at the very end. So a chat whose erasing was cut short still
 * stands in the inbox, and erasing it again finishes the work. What is sent meanwhile is erased too:
 * the chat goes only if nothing came since its messages were deleted. When something did, senders are
 * held for a moment, so that erasing wins. What is sent afterwards begins a new chat. Not erased when
 * `isOver` ended it before all was gone; then it says how many messages remain.
 */
export async function eraseChat(
  table: Table,
  chat_id: string,
  isOver: () => boolean,
  now: () => Date = () => new Date(),
): Promise<Erased> {
  await forgetFollowers(table, chat_id);
  for (let round = 0; !isOver(); round += 1) {
    if (round > 0) await holdSenders(table, chat_id, now());
    const chat = await findChat(table, chat_id, { now: LONG_AGO });
    const isEmpty = await deleteMessages(table, chat_id, isOver);
    if (isEmpty && (await deleteChat(table, chat_id, chat))) return { erased: true };
  }
  return { erased: false, remaining: await countRemaining(table, chat_id) };
}

/** Their sends are tried again until the chat is gone, or the time over: a crash holds up nobody for long. */
async function holdSenders(table: Table, chat_id: string, now: Date): Promise<void> {
  const hold = new UpdateCommand({
    TableName: table.name,
    Key: chatKey(chat_id),
    UpdateExpression: 'SET senders_held_until = :end',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':end': now.getTime() + HOLD_MS },
  });
  try {
    await untilRaceIsWon(() => table.client.send(hold));
  } catch (error) {
    // Another erasing has finished the work.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Messages go oldest first, so the first one left tells. */
async function countRemaining(table: Table, chat_id: string): Promise<number> {
  const chat = await findChat(table, chat_id, { now: LONG_AGO });
  const { keys } = await listKeys(table, chat_id, { prefix: MESSAGE_PREFIX, limit: 1 });
  const [first] = keys;
  return chat && first ? Math.max(0, chat.message_count - seqOfMessageSk(first.sk) + 1) : 0;
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
      const page = await listKeys(table, chat_id, { prefix, limit: PAGE, ExclusiveStartKey });
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
  range: {
    prefix: string;
    limit: number;
    ExclusiveStartKey?: Record<string, unknown> | undefined;
  },
) {
  const { prefix, limit, ExclusiveStartKey } = range;
  const { Items, LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': chatPk(chat_id), ':prefix': prefix },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
      Limit: limit,
      ExclusiveStartKey,
    }),
  );
  return { keys: v.parse(KeysSchema, Items ?? []), next: LastEvaluatedKey };
}

/** Whether the chat is gone; not so when somebody wrote in it since it was read as `chat`. */
async function deleteChat(table: Table, chat_id: string, chat: Chat | undefined): Promise<boolean> {
  const keys = [contactKey(chat_id), ...searchKeys(chat_id)];
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
