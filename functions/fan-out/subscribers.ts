import type { Push } from '../../protocol/index.ts';
import { listSubscriptions, type Subscription } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import type { OpenConnection } from '../data/user-connections.ts';

/** A push and the connections that get it. */
export type Delivery = { readonly push: Push; readonly to: readonly Recipient[] };

/** A connection, when it ends, and the channel that it is subscribed to. */
export type Recipient = OpenConnection & { readonly channel?: string | null };

/** The subscriptions to a chat, or with null to the admin channel. */
export type Subscribers = (chat_id: string | null) => Promise<readonly Subscription[]>;

/** Lasts for one batch and reads the subscriptions of each channel once. */
export function createSubscribers(table: Table, now: Date): Subscribers {
  const channels = new Map<string | null, ReturnType<Subscribers>>();
  return (chat_id) => {
    const known = channels.get(chat_id) ?? listSubscriptions(table, chat_id, now);
    channels.set(chat_id, known);
    return known;
  };
}

export const recipients = (subscriptions: readonly Subscription[]): Recipient[] =>
  subscriptions.map(({ connection_id, chat_id, expires_at }) => ({
    connection_id,
    expires_at,
    channel: chat_id,
  }));
