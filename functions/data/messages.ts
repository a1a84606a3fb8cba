import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import {
  type Message,
  type MessagePage,
  MessageSchema,
  type SenderType,
} from '../../protocol/index.ts';
import type { Chat } from '../domain/chat.ts';
import { hasExpired } from '../domain/retention.ts';
import {
  chatIdOfPk,
  chatPk,
  FIRST_MESSAGE_SK,
  LAST_MESSAGE_SK,
  messageKey,
  messageSk,
} from './keys.ts';
import type { Table } from './table.ts';

const { chat_id: _inKey, ...stored } = MessageSchema.entries;

/**
 * A message as an item: its chat is only in the key, and `read_at` is absent until it is read.
 * `user_email` is stored for the push to the admins.
 */
export const MessageItemSchema = v.pipe(
  v.object({
    ...stored,
    pk: v.string(),
    read_at: v.optional(v.nullable(v.string()), null),
    user_email: v.optional(v.nullable(v.string()), null),
    expires_at: v.optional(v.number()),
    /** When the message was joined, if it was. */
    joined_at: v.optional(v.string()),
    /** Whether it was read before it was joined. */
    was_read: v.optional(v.literal(true)),
  }),
  v.transform(({ pk, user_email, expires_at, joined_at, was_read, ...message }) => ({
    message: { ...message, chat_id: chatIdOfPk(pk) },
    user_email,
    expires_at,
    joined_at,
    was_read,
  })),
);
export type MessageItem = v.InferOutput<typeof MessageItemSchema>;

/**
 * A new message as an item. `chat` is the chat after the message, and they expire together unless
 * more is sent.
 */
export function messageItem(
  chat: Chat,
  { read_at: _unread, chat_id, ...message }: Message,
): Record<string, unknown> {
  return {
    ...messageKey(chat_id, message.seq),
    entity: 'message',
    ...message,
    expires_at: chat.expires_at,
    ...(message.sender_type === 'user' && { user_email: chat.user_email }),
  };
}

export type MessageRange = {
  after?: number;
  before?: number;
  limit: number;
  /** Whether to read consistently. After a `seq` it always does. */
  isConsistent?: boolean;
  now?: Date;
};

/** One page of messages for the wire, see `listMessageItems`. */
export async function listMessages(
  table: Table,
  chat_id: string,
  range: MessageRange,
): Promise<MessagePage> {
  const { items, has_more } = await listMessageItems(table, chat_id, range);
  return { messages: items.map(({ message }) => message), has_more };
}

/**
 * One page of a chat, oldest message first: after a `seq`, before a `seq`, or the newest. After a
 * `seq` it reads consistently, because a client that closes a gap must not get another one. Expired
 * messages are left out.
 */
export async function listMessageItems(
  table: Table,
  chat_id: string,
  range: MessageRange,
): Promise<{ items: MessageItem[]; has_more: boolean }> {
  const { after, limit } = range;
  if (after === undefined) {
    const items = (await readMessages(table, chat_id, range, limit)).reverse();
    return { items, has_more: items.length === limit && (items[0]?.message.seq ?? 1) > 1 };
  }
  // Reading forwards, one more message shows whether there are more.
  const items = await readMessages(table, chat_id, range, limit + 1);
  return { items: items.slice(0, limit), has_more: items.length > limit };
}

/** Reads up to `count` messages that have not expired. */
async function readMessages(
  table: Table,
  chat_id: string,
  { after, before, isConsistent = after !== undefined, now = new Date() }: MessageRange,
  count: number,
): Promise<MessageItem[]> {
  const isForward = after !== undefined;
  const found: MessageItem[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': chatPk(chat_id),
          ':from': isForward ? messageSk(after + 1) : FIRST_MESSAGE_SK,
          ':to': before === undefined ? LAST_MESSAGE_SK : messageSk(Math.max(0, before - 1)),
        },
        ScanIndexForward: isForward,
        ConsistentRead: isConsistent,
        Limit: count - found.length,
        ExclusiveStartKey,
      }),
    );
    const items = Items.map((item) => v.parse(MessageItemSchema, item));
    found.push(...items.filter((item) => !hasExpired(item, now)));
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey && found.length < count);
  return found;
}

/** The message, or undefined. */
export async function findMessage(
  table: Table,
  chat_id: string,
  seq: number,
): Promise<Message | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: messageKey(chat_id, seq), ConsistentRead: true }),
  );
  return Item && v.parse(MessageItemSchema, Item).message;
}

/**
 * The unread messages of one side from `after` (exclusive) to `up_to` (inclusive), oldest first, at
 * most `limit`. `reached`: there are no others up to this `seq`.
 */
export async function listUnread(
  table: Table,
  chat_id: string,
  sender: SenderType,
  { after, up_to, limit }: { after: number; up_to: number; limit: number },
): Promise<{ messages: Message[]; reached: number }> {
  const messages: Message[] = [];
  let reached = after;
  while (reached < up_to && messages.length < limit) {
    const page = await listMessages(table, chat_id, {
      after: reached,
      limit: limit - messages.length,
    });
    const inRange = page.messages.filter(({ seq }) => seq <= up_to);
    messages.push(...inRange.filter((one) => one.sender_type === sender && one.read_at === null));
    reached = page.has_more ? (inRange.at(-1)?.seq ?? up_to) : up_to;
  }
  return { messages, reached };
}
