import { DeleteCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { SenderTypeSchema } from '../../protocol/index.ts';
import { NotFoundError } from '../domain/errors.ts';
import { hasExpired } from '../domain/retention.ts';
import {
  type Connection,
  channelName,
  chatIdOfChannel,
  deleteConnection,
  endOfConnection,
  findConnection,
  removeChannel,
} from './connections.ts';
import { ENTITY_TYPES } from './entity-types.ts';
import { ADMINS_PK, connectionKey, subscriptionKey, subscriptionPk } from './keys.ts';
import { queryAll } from './query-all.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { cancellationCodes, type Table } from './table.ts';

const SUBSCRIPTION = ENTITY_TYPES.subscription.sk;

export const SubscriptionSchema = v.object({
  connection_id: v.string(),
  /** The chat; null is the admin channel. */
  chat_id: v.optional(v.nullable(v.string()), null),
  role: SenderTypeSchema,
  actor_id: v.string(),
  /** The name of an admin, which colleagues see. */
  actor_name: v.optional(v.string(), ''),
  subscribed_at: v.string(),
  /** When it ends, in epoch seconds: with the connection's token, or after two hours. */
  expires_at: v.number(),
});
export type Subscription = v.InferOutput<typeof SubscriptionSchema>;

/**
 * Subscribes the connection to a chat, or with null to the admin channel. Throws `NotFoundError` if
 * the connection is closed, so that no subscription is left behind.
 */
export async function subscribe(
  table: Table,
  connection: Connection,
  chat_id: string | null,
  now: Date,
): Promise<void> {
  const { connection_id, actor } = connection;
  const subscription: Subscription = {
    connection_id,
    chat_id,
    role: actor.kind === 'admin' ? 'admin' : 'user',
    actor_id: actor.id,
    actor_name: actor.kind === 'admin' ? actor.name : '',
    subscribed_at: now.toISOString(),
    expires_at: endOfConnection(connection),
  };
  await retryOnConflict(() => put(table, subscription));
}

async function put(table: Table, subscription: Subscription): Promise<void> {
  const { chat_id, connection_id } = subscription;
  try {
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Update: {
              TableName: table.name,
              Key: connectionKey(connection_id),
              UpdateExpression: 'ADD subscriptions :channel',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeValues: { ':channel': new Set([channelName(chat_id)]) },
            },
          },
          {
            Put: {
              TableName: table.name,
              Item: {
                ...subscriptionKey(chat_id, connection_id),
                entity: 'subscription',
                ...subscription,
              },
            },
          },
        ],
      }),
    );
  } catch (error) {
    if (cancellationCodes(error)?.includes('ConditionalCheckFailed')) {
      throw new NotFoundError('This connection is closed.');
    }
    throw error;
  }
}

/** Ends a subscription. Does nothing if it does not exist or the connection is closed. */
export async function unsubscribe(
  table: Table,
  connection_id: string,
  chat_id: string | null,
): Promise<void> {
  await deleteSubscription(table, connection_id, chat_id);
  await removeChannel(table, connection_id, chat_id);
}

/** Deletes the subscription only. The connection's item still lists the channel. */
export async function deleteSubscription(
  table: Table,
  connection_id: string,
  chat_id: string | null,
): Promise<void> {
  const command = new DeleteCommand({
    TableName: table.name,
    Key: subscriptionKey(chat_id, connection_id),
  });
  await retryOnConflict(() => table.client.send(command));
}

/** The current subscriptions to a chat, or with null to the admin channel. */
export async function listSubscriptions(
  table: Table,
  chat_id: string | null,
  now: Date,
): Promise<Subscription[]> {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': subscriptionPk(chat_id), ':prefix': SUBSCRIPTION.prefix },
    // A subscription that was confirmed before a message was sent must be found when it is pushed.
    ConsistentRead: true,
  });
  const found = items.map((item) => v.parse(SubscriptionSchema, item));
  return found.filter((subscription) => !hasExpired(subscription, now));
}

/** Whether an admin is subscribed to the admin channel. Stops at the first one. */
export async function areAdminsOnline(table: Table, now: Date): Promise<boolean> {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': ADMINS_PK, ':prefix': SUBSCRIPTION.prefix },
        ConsistentRead: true,
        // Usually the first one decides, but expired ones may precede it.
        Limit: ExclusiveStartKey ? undefined : 5,
        ExclusiveStartKey,
      }),
    );
    const present = Items.map((item) => v.parse(SubscriptionSchema, item));
    if (present.some((one) => one.expires_at * 1_000 > now.getTime())) return true;
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return false;
}

/** Whether the user of a chat is subscribed to it. */
export const isUserOnline = async (table: Table, chat_id: string, now: Date): Promise<boolean> =>
  (await listSubscriptions(table, chat_id, now)).some(({ role }) => role === 'user');

/**
 * Removes a closed connection: its subscriptions first, so that it can be repeated after a crash.
 * `known` are channels that it is known to be subscribed to, in case its item is already deleted.
 * Subscriptions that begin meanwhile are removed too: once the item is deleted, none can begin.
 */
export async function removeConnection(
  table: Table,
  connection_id: string,
  known: readonly (string | null)[] = [],
): Promise<void> {
  const connection = await findConnection(table, connection_id);
  const names = new Set([...(connection?.subscriptions ?? []), ...known.map(channelName)]);
  const end = (channels: Iterable<string>) =>
    Promise.all(
      [...channels].map((name) => deleteSubscription(table, connection_id, chatIdOfChannel(name))),
    );
  await end(names);
  if (!connection) return;
  const followed = await deleteConnection(table, connection_id);
  await end([...followed].filter((name) => !names.has(name)));
}
