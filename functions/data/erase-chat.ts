import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Erased } from '../../protocol/index.ts';
import type { Chat } from '../domain/chat.ts';
import { findChat } from './chats.ts';
import { removeChannel } from './connections.ts';
import { deleteChat, deleteMessages, firstSeq } from './delete-chat.ts';
import { deleteJoined, findJoinedInto, listJoinedFrom } from './joined-chats.ts';
import { chatKey } from './keys.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { deleteSubscription, listSubscriptions, removeConnection } from './subscriptions.ts';
import type { Table } from './table.ts';
import { listConnectionsOf } from './user-connections.ts';

/** Long enough to delete what was just sent, and short for waiting senders. */
const HOLD_MS = 3_000;
/** At this time nothing has expired: items that wait for TTL are erased too. */
const LONG_AGO = new Date(0);

/**
 * Erases a user: connections, joined chats, messages, and at last the chat. A chat whose erasing
 * was interrupted still shows in the inbox, and erasing it again finishes the work. Messages that
 * are sent meanwhile are erased too: the chat is deleted only if nothing was sent since its
 * messages were deleted. If something was sent, senders are held off for a moment so that erasing
 * wins. Messages that are sent later begin a new chat. If `isOver` stops it, the result says how
 * many messages remain.
 */
export async function eraseChat(
  table: Table,
  chat_id: string,
  isOver: () => boolean,
  now: () => Date = () => new Date(),
): Promise<Erased> {
  await removeSubscribers(table, chat_id);
  for (let round = 0; !isOver(); round += 1) {
    if (round > 0) await holdSenders(table, chat_id, now());
    const chat = await findChat(table, chat_id, { now: LONG_AGO });
    const isEmpty =
      (await eraseJoined(table, chat_id, isOver, now)) &&
      (await deleteMessages(table, chat_id, isOver));
    if (!isEmpty || !(await deleteChat(table, chat_id, ifUnchanged(chat)))) continue;
    await deleteJoinedInto(table, chat_id);
    return { erased: true };
  }
  return { erased: false, remaining: await countRemaining(table, chat_id) };
}

/**
 * Senders retry until the chat is deleted or the hold is over, so a crash blocks nobody for long.
 */
async function holdSenders(table: Table, chat_id: string, now: Date): Promise<void> {
  const hold = new UpdateCommand({
    TableName: table.name,
    Key: chatKey(chat_id),
    UpdateExpression: 'SET senders_held_until = :end',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':end': now.getTime() + HOLD_MS },
  });
  try {
    await retryOnConflict(() => table.client.send(hold));
  } catch (error) {
    // Another erasing was faster.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function countRemaining(table: Table, chat_id: string): Promise<number> {
  const chat = await findChat(table, chat_id, { now: LONG_AGO });
  const first = await firstSeq(table, chat_id);
  return chat && first !== undefined ? Math.max(0, chat.message_count - first + 1) : 0;
}

/**
 * Erases chats whose joining into this chat is not finished, and deletes the items that record
 * joined chats, so that old links stop working. False if `isOver` stopped it.
 */
async function eraseJoined(
  table: Table,
  chat_id: string,
  isOver: () => boolean,
  now: () => Date,
): Promise<boolean> {
  for (const from of await listJoinedFrom(table, chat_id)) {
    const source = await findChat(table, from, { now: LONG_AGO });
    const isJoining = source?.joining_into === chat_id;
    if (isJoining && !(await eraseChat(table, from, isOver, now)).erased) return false;
    await deleteJoined(table, from, chat_id);
  }
  return true;
}

/** Last, because an interrupted erasing finds the other chat by it. */
async function deleteJoinedInto(table: Table, chat_id: string): Promise<void> {
  const into = await findJoinedInto(table, chat_id, LONG_AGO);
  if (into !== undefined) await deleteJoined(table, chat_id, into);
}

/**
 * Removes the connections of the user, whose next command is rejected, and the subscriptions of
 * admins.
 */
async function removeSubscribers(table: Table, chat_id: string): Promise<void> {
  const subscribers = await listSubscriptions(table, chat_id, LONG_AGO);
  const users = subscribers.filter(({ role }) => role === 'user');
  const theirs = new Set([
    ...users.map(({ connection_id }) => connection_id),
    ...(await listConnectionsOf(table, chat_id)),
  ]);
  await Promise.all([...theirs].map((id) => removeConnection(table, id, [chat_id])));
  const admins = subscribers.filter(({ role }) => role === 'admin');
  await Promise.all(
    admins.map(({ connection_id }) => removeSubscriber(table, connection_id, chat_id)),
  );
}

/** The subscription is deleted last, because an interrupted erasing finds the connection by it. */
async function removeSubscriber(
  table: Table,
  connection_id: string,
  chat_id: string,
): Promise<void> {
  await removeChannel(table, connection_id, chat_id);
  await deleteSubscription(table, connection_id, chat_id);
}

/** The count alone is not enough: a new chat of the same user may have the same count. */
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
