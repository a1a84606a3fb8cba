import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { JoinedChatError } from '../domain/errors.ts';
import { hasExpired } from '../domain/retention.ts';
import type { Write } from './chat-writes.ts';
import { ENTITY_TYPES, expiryOf } from './entity-types.ts';
import { chatPk, joinedFromKey, joinedKey } from './keys.ts';
import { queryAll } from './query-all.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { Table } from './table.ts';
import { unlessExists } from './unless-exists.ts';

const { prefix: JOINED_FROM } = ENTITY_TYPES.joined_from.sk;

const JoinedSchema = v.object({ into: v.string(), expires_at: v.number() });

/** The chat that a visitor's chat was joined into within the last 30 days, or undefined. */
export async function findJoinedInto(
  table: Table,
  chat_id: string,
  now: Date,
): Promise<string | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: joinedKey(chat_id), ConsistentRead: true }),
  );
  const joined = Item && v.parse(JoinedSchema, Item);
  return joined && !hasExpired(joined, now) ? joined.into : undefined;
}

/** Throws `JoinedChatError` if the visitor's chat was joined into another one. */
export async function assertNotJoined(table: Table, chat_id: string, now: Date): Promise<void> {
  if (await findJoinedInto(table, chat_id, now)) throw new JoinedChatError();
}

/**
 * Part of the transaction that begins a visitor's chat. Fails if the chat was joined into another
 * one.
 */
export const ifNotJoined = (table: Table, chat_id: string, now: Date): Write => ({
  ConditionCheck: { TableName: table.name, Key: joinedKey(chat_id), ...unlessExists(now) },
});

/**
 * Records on both sides that a chat is joined into another one, so that each can be erased with the
 * other.
 */
export function joinedWrites(table: Table, from: string, into: string, now: Date): Write[] {
  const items = [
    { ...joinedKey(from), entity: 'joined', into, expires_at: expiryOf('joined', now) },
    {
      ...joinedFromKey(into, from),
      entity: 'joined_from',
      expires_at: expiryOf('joined_from', now),
    },
  ];
  return items.map((Item) => ({ Put: { TableName: table.name, Item } }));
}

/** Deletes both records of a joined chat in one transaction. */
export async function deleteJoined(table: Table, from: string, into: string): Promise<void> {
  const keys = [joinedKey(from), joinedFromKey(into, from)];
  const remove = new TransactWriteCommand({
    TransactItems: keys.map((Key) => ({ Delete: { TableName: table.name, Key } })),
  });
  await retryOnConflict(() => table.client.send(remove));
}

const KeysSchema = v.array(v.object({ sk: v.string() }));

/** The visitors' chats that were joined into a chat. */
export async function listJoinedFrom(table: Table, chat_id: string): Promise<string[]> {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': chatPk(chat_id), ':prefix': JOINED_FROM },
    ConsistentRead: true,
  });
  return v.parse(KeysSchema, items).map(({ sk }) => sk.slice(JOINED_FROM.length));
}
