import type { Subscription } from '../data/subscriptions.ts';
import type { Change } from './stream-changes.ts';

/** What became of the followers of one channel in a batch. */
export type ChannelChange = {
  /** The chat that is followed; null is the admin channel. */
  readonly chat_id: string | null;
  /** The place of the last change in the batch. */
  readonly place: number;
  /** Those who follow it now and did not before, … */
  readonly came: readonly Subscription[];
  /** … who left and came back, … */
  readonly returned: readonly Subscription[];
  /** … and who followed it before and do not now. */
  readonly left: readonly Subscription[];
};

type Flaps = { first: Change['kind']; last: Change['kind']; subscription: Subscription };

/** Sums up who came and who left, by channel: whoever did both and is where they were changes nothing. */
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
      came: those('subscribed', 'subscribed'),
      returned: those('unsubscribed', 'subscribed'),
      left: those('unsubscribed', 'unsubscribed'),
    };
  });
}
