import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Message, SenderType } from '../../protocol/index.ts';
import type { Chat } from '../domain/chat.ts';
import type { Write } from './chat-writes.ts';
import { findChat } from './chats.ts';
import { chatKey, messageKey } from './keys.ts';
import { listUnread } from './messages.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { Table } from './table.ts';

/** A transaction has at most 100 writes, one of which is the chat. */
const MESSAGES_PER_TRANSACTION = 90;

export type MarkedRead = { read_count: number; unread_count: number };

/**
 * Marks the other side's messages up to `up_to` as read by `reader`, together with the chat's read
 * mark. Repeating it changes nothing, and a `read_at` never changes. It reads only messages after
 * the mark, so its cost does not depend on the length of the chat.
 */
export async function markRead(
  table: Table,
  request: { chat_id: string; reader: SenderType; up_to?: number | undefined; now: () => Date },
): Promise<MarkedRead> {
  let read_count = 0;
  for (;;) {
    const step = await retryOnConflict(() => markSome(table, request));
    read_count += step.read_count;
    if (!step.isDone) continue;
    return { read_count, unread_count: step.unread_count ?? (await countUnread(table, request)) };
  }
}

/** Read after the commit, because messages may have been sent meanwhile. */
async function countUnread(
  table: Table,
  { chat_id, reader }: Parameters<typeof markRead>[1],
): Promise<number> {
  const chat = await findChat(table, chat_id);
  return chat ? marksOf(chat, reader).unread_count : 0;
}

async function markSome(
  table: Table,
  { chat_id, reader, up_to, now }: Parameters<typeof markRead>[1],
): Promise<{ read_count: number; isDone: boolean; unread_count?: number }> {
  const chat = await findChat(table, chat_id);
  if (!chat) return { read_count: 0, isDone: true, unread_count: 0 };
  const marks = marksOf(chat, reader);
  // The messages of a chat that is being joined must not change any more.
  if (chat.joining_into) return { read_count: 0, isDone: true, unread_count: marks.unread_count };
  const target = Math.min(up_to ?? chat.message_count, chat.message_count);
  if (target <= marks.read_up_to && !isNewView(chat, reader, target)) {
    return { read_count: 0, isDone: true, unread_count: marks.unread_count };
  }
  const { messages, reached } = await listUnread(table, chat_id, otherSide(reader), {
    after: marks.read_up_to,
    up_to: target,
    limit: MESSAGES_PER_TRANSACTION,
  });
  const mark = Math.max(reached, marks.read_up_to);
  // If everything is read, the unread count becomes 0, even if unread messages have expired.
  const readCount = mark === chat.message_count ? marks.unread_count : messages.length;
  const at = now().toISOString();
  await table.client.send(
    new TransactWriteCommand({
      TransactItems: [
        moveMark(table, chat, reader, mark, readCount, at),
        ...messages.map((message) => setReadAt(table, message, at)),
      ],
    }),
  );
  return { read_count: messages.length, isDone: mark >= target };
}

const otherSide = (side: SenderType): SenderType => (side === 'user' ? 'admin' : 'user');

const marksOf = (chat: Chat, reader: SenderType) =>
  reader === 'user'
    ? { read_up_to: chat.user_read_up_to, unread_count: chat.user_unread_count }
    : { read_up_to: chat.admin_read_up_to, unread_count: chat.admin_unread_count };

const isNewView = (chat: Chat, reader: SenderType, seq: number) =>
  reader === 'admin' && seq > chat.admin_viewed_seq;

/** Fails if the same side has moved its mark meanwhile. */
function moveMark(
  table: Table,
  chat: Chat,
  reader: SenderType,
  mark: number,
  readCount: number,
  at: string,
): Write {
  const viewed = isNewView(chat, reader, mark)
    ? ', admin_viewed_at = :now, admin_viewed_seq = :mark'
    : '';
  const readAt = readCount > 0 ? `, ${reader}_read_at = :now` : '';
  return {
    Update: {
      TableName: table.name,
      Key: chatKey(chat.chat_id),
      UpdateExpression: `SET ${reader}_read_up_to = :mark, updated_at = :now${readAt}${viewed} ADD ${reader}_unread_count :read`,
      ConditionExpression: `${reader}_read_up_to = :before AND admin_viewed_seq = :viewed AND attribute_not_exists(joining_into)`,
      ExpressionAttributeValues: {
        ':mark': mark,
        ':now': at,
        ':read': -readCount,
        ':before': marksOf(chat, reader).read_up_to,
        ':viewed': chat.admin_viewed_seq,
      },
    },
  };
}

function setReadAt(table: Table, { chat_id, seq }: Message, at: string): Write {
  return {
    Update: {
      TableName: table.name,
      Key: messageKey(chat_id, seq),
      UpdateExpression: 'SET read_at = if_not_exists(read_at, :now)',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':now': at },
    },
  };
}
