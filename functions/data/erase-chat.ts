import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Erased } from '../../protocol/index.ts';
import type { Chat } from '../domain/chat.ts';
import { findChat } from './chats.ts';
import { listConnectionsOf, removeChannel } from './connections.ts';
import { deleteChat, deleteMessages, firstSeq } from './delete-chat.ts';
import { deleteJoined, findJoinedInto, listJoinedFrom } from './joined-chats.ts';
import { chatKey } from './keys.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { deleteSubscription, listSubscriptions, removeConnection } from './subscriptions.ts';
import type { Table } from './table.ts';

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
    await retryOnConflict(() => table.client.send(hold));
  } catch (error) {
    // Another erasing has finished the work.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function countRemaining(table: Table, chat_id: string): Promise<number> {
  const chat = await findChat(table, chat_id, { now: LONG_AGO });
  const first = await firstSeq(table, chat_id);
  return chat && first !== undefined ? Math.max(0, chat.message_count - first + 1) : 0;
}

/**
 * Erases what was being joined into the chat and is not all there yet, and forgets whatever was joined:
 * old links lead nowhere any more. False when the time was over.
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

/** At the very end: by it the rest is found again, should erasing the other chat be cut short. */
async function deleteJoinedInto(table: Table, chat_id: string): Promise<void> {
  const into = await findJoinedInto(table, chat_id, LONG_AGO);
  if (into !== undefined) await deleteJoined(table, chat_id, into);
}

/** A connection that is forgotten can do nothing more: its next command is refused. */
async function removeSubscribers(table: Table, chat_id: string): Promise<void> {
  const followers = await listSubscriptions(table, chat_id, LONG_AGO);
  const users = followers.filter(({ role }) => role === 'user');
  const theirs = new Set([
    ...users.map(({ connection_id }) => connection_id),
    ...(await listConnectionsOf(table, chat_id)),
  ]);
  await Promise.all([...theirs].map((id) => removeConnection(table, id, [chat_id])));
  const admins = followers.filter(({ role }) => role === 'admin');
  await Promise.all(
    admins.map(({ connection_id }) => removeSubscriber(table, connection_id, chat_id)),
  );
}

/** The subscription goes last: by it the connection is found again, should this be cut short. */
async function removeSubscriber(
  table: Table,
  connection_id: string,
  chat_id: string,
): Promise<void> {
  await removeChannel(table, connection_id, chat_id);
  await deleteSubscription(table, connection_id, chat_id);
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
