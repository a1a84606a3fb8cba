import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { TYPING_INTERVAL_MS } from '../../protocol/index.ts';
import { ActorSchema } from '../domain/actor.ts';
import { chatIdOf } from '../domain/chat-id.ts';
import { DISCONNECT_GRACE_SECONDS, expiryOf } from './entity-types.ts';
import { connectionKey, USER_CONNECTIONS, userConnectionSk } from './keys.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { Table } from './table.ts';

const ADMIN_CHANNEL = 'admin';

const ConnectionSchema = v.object({
  connection_id: v.string(),
  actor: ActorSchema,
  /** When the token that opened the connection expires, in epoch milliseconds. */
  token_expires_at: v.number(),
  /**
   * When TTL may delete the item, in epoch seconds: some time after the gateway has closed the
   * connection.
   */
  expires_at: v.number(),
  /** The channels: chat ids, and `admin` for the admin channel. */
  subscriptions: v.optional(v.set(v.string()), new Set<string>()),
});
export type Connection = v.InferOutput<typeof ConnectionSchema>;

/** Stores an open connection until the gateway must have closed it. */
export async function putConnection(
  table: Table,
  connection: Omit<Connection, 'expires_at' | 'subscriptions'>,
  now: Date,
): Promise<void> {
  const { connection_id, actor } = connection;
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: {
        ...connectionKey(connection_id),
        entity: 'connection',
        ...connection,
        expires_at: expiryOf('connection', now),
        ...(actor.kind !== 'admin' && {
          gsi1pk: USER_CONNECTIONS,
          gsi1sk: userConnectionSk(chatIdOf(actor.id), connection_id),
        }),
      },
    }),
  );
}

/**
 * When the connection ends, in epoch seconds: with its token, or after two hours. The gateway does
 * not know about tokens and keeps the socket open, so after that nothing is pushed and commands are
 * rejected.
 */
export const endOfConnection = ({
  token_expires_at,
  expires_at,
}: Pick<Connection, 'token_expires_at' | 'expires_at'>): number =>
  Math.min(Math.floor(token_expires_at / 1_000), expires_at - DISCONNECT_GRACE_SECONDS);

/** The connection, or undefined if it is closed. */
export async function findConnection(
  table: Table,
  connection_id: string,
): Promise<Connection | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: connectionKey(connection_id),
      ConsistentRead: true,
    }),
  );
  return Item && v.parse(ConnectionSchema, Item);
}

/**
 * Records that the connection sends a typing notification now. False if it did so less than a
 * second ago.
 */
export async function recordTyping(
  table: Table,
  connection_id: string,
  now: Date,
): Promise<boolean> {
  try {
    const command = new UpdateCommand({
      TableName: table.name,
      Key: connectionKey(connection_id),
      UpdateExpression: 'SET last_typing_at = :now',
      ConditionExpression:
        'attribute_exists(pk) AND (attribute_not_exists(last_typing_at) OR last_typing_at <= :before)',
      ExpressionAttributeValues: {
        ':now': now.getTime(),
        ':before': now.getTime() - TYPING_INTERVAL_MS,
      },
    });
    await retryOnConflict(() => table.client.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/**
 * Removes a channel from the connection's subscriptions. Does nothing if the connection is closed.
 */
export async function removeChannel(
  table: Table,
  connection_id: string,
  chat_id: string | null,
): Promise<void> {
  const command = new UpdateCommand({
    TableName: table.name,
    Key: connectionKey(connection_id),
    UpdateExpression: 'DELETE subscriptions :channel',
    // Without the condition, the update would create an item for a closed connection, without
    // `expires_at`.
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':channel': new Set([channelName(chat_id)]) },
  });
  try {
    await retryOnConflict(() => table.client.send(command));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/**
 * Deletes the connection's item and returns the channels that it was subscribed to. Its
 * subscriptions must be deleted first, see `removeConnection`.
 */
export async function deleteConnection(
  table: Table,
  connection_id: string,
): Promise<ReadonlySet<string>> {
  const command = new DeleteCommand({
    TableName: table.name,
    Key: connectionKey(connection_id),
    ReturnValues: 'ALL_OLD',
  });
  const { Attributes } = await retryOnConflict(() => table.client.send(command));
  return Attributes ? v.parse(ConnectionSchema, Attributes).subscriptions : new Set();
}

/** The name of a channel in `subscriptions`; null is the admin channel. */
export const channelName = (chat_id: string | null) => chat_id ?? ADMIN_CHANNEL;
export const chatIdOfChannel = (name: string) => (name === ADMIN_CHANNEL ? null : name);
