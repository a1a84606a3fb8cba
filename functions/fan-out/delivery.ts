import type { Push } from '../../protocol/index.ts';
import type { OpenConnection } from '../data/connections.ts';
import type { Subscription } from '../data/subscriptions.ts';

/** A push and the connections that get it. */
export type Delivery = { readonly push: Push; readonly to: readonly Recipient[] };

/** A connection, when it ends, and the channel that it is subscribed to. */
export type Recipient = OpenConnection & { readonly channel?: string | null };

export const recipients = (subscriptions: readonly Subscription[]): Recipient[] =>
  subscriptions.map(({ connection_id, chat_id, expires_at }) => ({
    connection_id,
    expires_at,
    channel: chat_id,
  }));
