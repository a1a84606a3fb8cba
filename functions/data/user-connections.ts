import * as v from 'valibot';
import { hasExpired } from '../domain/retention.ts';
import { endOfConnection } from './connections.ts';
import { connectionIdOfSk, INDEX, USER_CONNECTIONS, userConnectionSk } from './keys.ts';
import { queryAll } from './query-all.ts';
import type { Table } from './table.ts';

const IndexedSchema = v.object({
  gsi1sk: v.string(),
  token_expires_at: v.number(),
  expires_at: v.number(),
});

/** What pushing needs of a connection. `expires_at`: when it ends, in epoch seconds. */
export type OpenConnection = { readonly connection_id: string; readonly expires_at: number };

/** All open connections of users. */
export const listUserConnections = async (table: Table, now: Date): Promise<OpenConnection[]> => {
  const all = await listIndexed(table, 'gsi1pk = :users');
  return all.filter((connection) => !hasExpired(connection, now));
};

/** The ids of all connections of the user of a chat, including ended ones. */
export const listConnectionsOf = async (table: Table, chat_id: string): Promise<string[]> => {
  const theirs = await listIndexed(table, 'gsi1pk = :users AND begins_with(gsi1sk, :chat)', {
    ':chat': userConnectionSk(chat_id, ''),
  });
  return theirs.map(({ connection_id }) => connection_id);
};

async function listIndexed(
  table: Table,
  KeyConditionExpression: string,
  values: Record<string, string> = {},
): Promise<OpenConnection[]> {
  const items = await queryAll(table, {
    IndexName: INDEX,
    KeyConditionExpression,
    ExpressionAttributeValues: { ':users': USER_CONNECTIONS, ...values },
  });
  return items.map((item) => openConnection(v.parse(IndexedSchema, item)));
}

const openConnection = (item: v.InferOutput<typeof IndexedSchema>): OpenConnection => ({
  connection_id: connectionIdOfSk(item.gsi1sk),
  expires_at: endOfConnection(item),
});
