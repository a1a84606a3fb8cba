import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import {
  type Message,
  type MessagePage,
  MessageSchema,
  type SenderType,
} from '../../protocol/index.ts';
import { chatPk, FIRST_MESSAGE_SK, LAST_MESSAGE_SK, messageKey, messageSk } from './keys.ts';
import type { Table } from './table.ts';

/** A stored message; `read_at` is absent until it is read. */
export const MessageItemSchema = v.object({
  ...MessageSchema.entries,
  read_at: v.optional(v.nullable(v.string()), null),
});

export type MessageRange = { after?: number; before?: number; limit: number };

/**
 * One page of a chat, oldest first: what comes after a `seq`, what comes before one, or the newest.
 * After a `seq` it reads consistently, because whoever asks closes a gap and must not find another.
 */
export async function listMessages(
  table: Table,
  chat_id: string,
  { after, before, limit }: MessageRange,
): Promise<MessagePage> {
  const isForward = after !== undefined;
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':pk': chatPk(chat_id),
        ':from': isForward ? messageSk(after + 1) : FIRST_MESSAGE_SK,
        ':to': before === undefined ? LAST_MESSAGE_SK : messageSk(Math.max(0, before - 1)),
      },
      ScanIndexForward: isForward,
      ConsistentRead: isForward,
      Limit: limit + 1,
    }),
  );
  const messages = Items.slice(0, limit).map((item) => v.parse(MessageItemSchema, item));
  return {
    messages: isForward ? messages : messages.reverse(),
    has_more: Items.length > limit,
  };
}

/** The stored message, or undefined. */
export async function findMessage(
  table: Table,
  chat_id: string,
  seq: number,
): Promise<Message | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: messageKey(chat_id, seq), ConsistentRead: true }),
  );
  return Item && v.parse(MessageItemSchema, Item);
}

/**
 * The messages of one side from `after` (exclusive) to `up_to` (inclusive) that nobody has read,
 * oldest first, at most `limit`; `reached` is the `seq` up to which there are no more.
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
