import type { Chat } from '../domain/chat.ts';
import { assignments, newChat, present, SENDERS_ARE_FREE, type Write } from './chat-writes.ts';
import { chatKey, inboxPartition, inboxSk, messageKey } from './keys.ts';
import type { MessageItem } from './messages.ts';
import type { SentMarker } from './sent-markers.ts';
import type { Table } from './table.ts';
import { unlessExists } from './unless-exists.ts';

/**
 * Marks the visitor's chat as joined up to `up_to`. Fails if anything was sent or read in it since
 * `from` was read, so that the copy is complete.
 */
export function markJoined(
  table: Table,
  from: Chat,
  { into, up_to, at }: { into: string; up_to: number; at: Date },
): Write {
  const isFirst = from.joining_into === undefined;
  const same = isFirst ? UNCHANGED : (['joining_into', 'joined_up_to', 'created_at'] as const);
  return {
    Update: {
      TableName: table.name,
      Key: chatKey(from.chat_id),
      UpdateExpression: 'SET joining_into = :into, joined_up_to = :up_to',
      ConditionExpression: `${areStill(same)} AND ${SENDERS_ARE_FREE}${
        isFirst ? ' AND attribute_not_exists(joining_into)' : ''
      }`,
      ExpressionAttributeValues: {
        ...valuesOf(from, same),
        ':into': into,
        ':up_to': up_to,
        ':at': at.getTime(),
      },
    },
  };
}

/** Stores the user's chat with more messages. Fails if anything else changed it. */
export function receiveJoined(
  table: Table,
  before: Chat | undefined,
  after: Chat,
  { shards, at }: { shards: number; at: Date },
): Write {
  if (!before) return newChat(table, after, shards, at);
  const was = present(before);
  const is = present(after);
  const gone = Object.keys(was).filter((name) => is[name] === undefined);
  const { set, names, values } = assignments({
    ...Object.fromEntries(Object.entries(is).filter(([name, value]) => value !== was[name])),
    gsi1sk: inboxSk(after.last_message_at, after.chat_id),
    ...(before.archived_at !== after.archived_at && {
      gsi1pk: inboxPartition(after.chat_id, after.archived_at !== null, shards),
    }),
  });
  return {
    Update: {
      TableName: table.name,
      Key: chatKey(after.chat_id),
      UpdateExpression: `SET ${set}${gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : ''}`,
      ConditionExpression: `${areStill(UNCHANGED, 'was_')} AND ${SENDERS_ARE_FREE}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ...values,
        ...valuesOf(before, UNCHANGED, 'was_'),
        ':at': at.getTime(),
      },
    },
  };
}

/** The attributes that sending and reading change. */
const UNCHANGED = [
  'created_at',
  'message_count',
  'user_read_up_to',
  'admin_read_up_to',
  'user_unread_count',
  'admin_unread_count',
  'admin_viewed_seq',
] as const;

const areStill = (names: readonly (keyof Chat)[], prefix = '') =>
  names.map((name) => `${name} = :${prefix}${name}`).join(' AND ');

const valuesOf = (chat: Chat, names: readonly (keyof Chat)[], prefix = '') =>
  Object.fromEntries(names.map((name) => [`:${prefix}${name}`, chat[name]]));

/** A message as it is stored in the user's chat. It expires when the original would have. */
export function copyOf(
  table: Table,
  { message, expires_at }: MessageItem,
  { chat_id, seq, at }: { chat_id: string; seq: number; at: Date },
): Write {
  const { chat_id: _from, read_at, ...kept } = message;
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...messageKey(chat_id, seq),
        entity: 'message',
        ...kept,
        seq,
        joined: true,
        joined_at: at.toISOString(),
        ...(read_at !== null && { read_at, was_read: true }),
        expires_at,
      },
      ...unlessExists(at),
    },
  };
}

/**
 * Lets a repeated message get its copy as the response. Keeps a marker that the user has already
 * set.
 */
export function markerOf(
  table: Table,
  { key, expires_at }: Pick<SentMarker, 'key' | 'expires_at'>,
  seq: number,
): Write {
  return {
    Update: {
      TableName: table.name,
      Key: key,
      UpdateExpression:
        'SET entity = if_not_exists(entity, :entity), seq = if_not_exists(seq, :seq), expires_at = if_not_exists(expires_at, :end)',
      ExpressionAttributeValues: { ':entity': 'sent_marker', ':seq': seq, ':end': expires_at },
    },
  };
}
