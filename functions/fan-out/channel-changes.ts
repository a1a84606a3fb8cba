import type { Subscription } from '../data/subscriptions.ts';
import type { Change } from './stream-changes.ts';

/** How the subscriptions to one channel changed in a batch. */
export type ChannelChange = {
  /** The chat; null is the admin channel. */
  readonly chat_id: string | null;
  /** The index of the last change in the batch. */
  readonly place: number;
  /** Subscribed now and not before. */
  readonly added: readonly Subscription[];
  /** Unsubscribed and subscribed again. */
  readonly returned: readonly Subscription[];
  /** Subscribed before and not now. */
  readonly removed: readonly Subscription[];
};

type Flaps = { first: Change['kind']; last: Change['kind']; subscription: Subscription };

/**
 * Summarizes the subscribed and unsubscribed connections by channel. A connection that subscribes
 * and unsubscribes within the batch is no change.
 */
export function channelChanges(changes: readonly (Change | undefined)[]): ChannelChange[] {
  const channels = new Map<string | null, { place: number; flaps: Map<string, Flaps> }>();
  for (const [place, change] of changes.entries()) {
    if (change?.kind !== 'subscribed' && change?.kind !== 'unsubscribed') continue;
    const { kind, subscription } = change;
    const { chat_id, connection_id } = subscription;
    const channel = channels.get(chat_id) ?? { place, flaps: new Map<string, Flaps>() };
    const first = channel.flaps.get(connection_id)?.first ?? kind;
    channel.flaps.set(connection_id, { first, last: kind, subscription });
    channels.set(chat_id, { ...channel, place });
  }
  return [...channels].map(([chat_id, { place, flaps }]) => {
    const those = (first: Change['kind'], last: Change['kind']) =>
      [...flaps.values()]
        .filter((one) => one.first === first && one.last === last)
        .map(({ subscription }) => subscription);
    return {
      chat_id,
      place,
      added: those('subscribed', 'subscribed'),
      returned: those('unsubscribed', 'subscribed'),
      removed: those('unsubscribed', 'unsubscribed'),
    };
  });
}
