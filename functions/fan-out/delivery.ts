import type { Push } from '../../protocol/index.ts';
import type { Subscription } from '../data/subscriptions.ts';

/** One push and the connections that get it. */
export type Delivery = { readonly push: Push; readonly to: readonly Recipient[] };

/** A connection, and the channels in which it was met. */
export type Recipient = { readonly connection_id: string; readonly channel?: string | null };

export const recipients = (subscriptions: readonly Subscription[]): Recipient[] =>
  subscriptions.map(({ connection_id, chat_id }) => ({ connection_id, channel: chat_id }));
