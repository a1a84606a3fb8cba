import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Chat } from '../domain/chat.ts';
import { chatKey, inboxPartition, inboxSk } from './keys.ts';
import type { Table } from './table.ts';
import { unlessExists } from './unless-exists.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Puts the chat with its first message. Fails if the chat exists. */
export function newChat(table: Table, chat: Chat, shards: number, now: Date): Write {
  return {
    Put: {
      TableName: table.name,
      Item: chatItem(chat, shards),
      ...unlessExists(now),
    },
  };
}

/** The chat as an item, with its index keys for the inbox. */
export const chatItem = (chat: Chat, shards: number): Record<string, unknown> => ({
  ...chatKey(chat.chat_id),
  entity: 'chat',
  gsi1pk: inboxPartition(chat.chat_id, chat.archived_at !== null, shards),
  gsi1sk: inboxSk(chat.last_message_at, chat.chat_id),
  ...present(chat),
});

/**
 * Updates the chat for its next message. Fails if another message came first, while erasing holds
 * off senders, and if the chat is joined into another one. Unread counts are added to, because
 * reading changes them without changing `message_count`. Only a user's message sets the inbox
 * partition, so an admin's message cannot undo archiving.
 */
export function chatUpdate(
  table: Table,
  before: Chat,
  after: Chat,
  { shards, at }: { shards: number; at: Date },
): Write {
  const isUser = after.last_message_sender === 'user';
  const isKeptAgain = before.expires_at !== undefined && after.expires_at === undefined;
  const removed = [
    ...(isUser ? ['archived_at', 'last_message_admin_id'] : ['email_skipped']),
    ...(isKeptAgain ? ['expires_at'] : []),
  ];
  const { set, names, values } = assignments({
    ...changes(before, after),
    gsi1sk: inboxSk(after.last_message_at, after.chat_id),
    ...(isUser && { gsi1pk: inboxPartition(after.chat_id, false, shards) }),
  });
  return {
    Update: {
      TableName: table.name,
      Key: chatKey(after.chat_id),
      UpdateExpression: `SET ${set} ADD ${
        isUser ? 'admin_unread_count' : 'user_unread_count'
      } :one REMOVE ${removed.join(', ')}`,
      ConditionExpression: `message_count = :count AND attribute_not_exists(joining_into) AND ${SENDERS_ARE_FREE}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ...values,
        ':count': before.message_count,
        ':one': 1,
        ':at': at.getTime(),
      },
    },
  };
}

/** `:at` is in epoch milliseconds. */
export const SENDERS_ARE_FREE =
  '(attribute_not_exists(senders_held_until) OR senders_held_until < :at)';

const COUNTED = ['admin_unread_count', 'user_unread_count', 'archived_at'];

function changes(before: Chat, after: Chat): Record<string, unknown> {
  const old: Record<string, unknown> = before;
  return Object.fromEntries(
    Object.entries(present(after)).filter(
      ([name, value]) => value !== old[name] && !COUNTED.includes(name),
    ),
  );
}

/** The parts of a `SET` expression. */
export function assignments(attributes: Record<string, unknown>) {
  const entries = Object.entries(attributes);
  return {
    set: entries.map(([name]) => `#${name} = :${name}`).join(', '),
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
  };
}

/** Removes null attributes: the table has no null. */
export function present(chat: Chat): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(chat).filter(([, value]) => value !== null && value !== undefined),
  );
}
