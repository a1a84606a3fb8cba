import type { Subscription } from '../data/subscriptions.ts';
import { type Delivery, recipients } from './delivery.ts';

/**
 * Tells each admin who follows a chat which other admins do, as it is now. Somebody with two windows
 * is one person, and is not told of themselves.
 */
export function viewerDeliveries(chat_id: string, followers: readonly Subscription[]): Delivery[] {
  const admins = followers.filter(({ role }) => role === 'admin');
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
