import type { Subscription } from '../data/subscriptions.ts';
import { type Delivery, recipients } from './delivery.ts';

/**
 * Pushes to each admin of a chat the names of the other admins who have it open. An admin with two
 * windows is one person and does not get their own name.
 */
export function viewerDeliveries(
  chat_id: string,
  subscribers: readonly Subscription[],
): Delivery[] {
  const admins = subscribers.filter(({ role }) => role === 'admin');
  const names = new Map(admins.map(({ actor_id, actor_name }) => [actor_id, actor_name]));
  return [...names.keys()].map((person) => ({
    push: {
      type: 'viewers',
      chat_id,
      names: [...names].filter(([other]) => other !== person).map(([, name]) => name),
    },
    to: recipients(admins.filter(({ actor_id }) => actor_id === person)),
  }));
}
