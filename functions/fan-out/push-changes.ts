import { listUserConnections, type OpenConnection } from '../data/user-connections.ts';
import { changeDeliveries } from './change-deliveries.ts';
import { channelChanges } from './channel-changes.ts';
import { deliver } from './deliver.ts';
import { groupByConnection } from './group-by-connection.ts';
import { didAdminsOnlineChange, presenceDeliveries } from './presence.ts';
import type { Services } from './services.ts';
import type { Changes } from './stream-changes.ts';
import { createSubscribers, type Delivery } from './subscribers.ts';

/** How many connections one piece of deferred work covers. */
const CONNECTIONS_PER_WORK = 500;

/** Returns the indexes of the changes that could not be pushed to everyone. */
export async function pushChanges(changes: Changes, services: Services): Promise<number[]> {
  const { table } = services;
  const now = services.now();
  const subscribers = createSubscribers(table, now);
  const unread: number[] = [];
  /** If the subscriptions of one change cannot be read, only its record is retried. */
  const reading = async <T>(place: number, read: () => Promise<T[]>): Promise<T[]> => {
    try {
      return await read();
    } catch (error) {
      services.onFailure('push', error);
      unread.push(place);
      return [];
    }
  };
  const deliveries = await Promise.all(
    changes.map((change, place) =>
      reading<Delivery>(place, async () => (change ? changeDeliveries(change, subscribers) : [])),
    ),
  );
  const channels = channelChanges(changes);
  for (const channel of channels) {
    const presence = await reading(channel.place, () => presenceDeliveries(channel, subscribers));
    deliveries[channel.place]?.push(...presence);
  }
  const undelivered = await deliver(groupByConnection(deliveries), services);
  const undeferred: number[] = [];
  for (const channel of channels) {
    const users = await reading(channel.place, async () =>
      (await didAdminsOnlineChange(channel, subscribers)) ? listUserConnections(table, now) : [],
    );
    if (!(await deferAdminsOnline(users, services))) undeferred.push(channel.place);
  }
  return [...unread, ...undelivered, ...undeferred];
}

/** Whether an admin is online goes to all users, who may be many thousands. */
async function deferAdminsOnline(
  users: readonly OpenConnection[],
  { deferWork, onFailure }: Services,
): Promise<boolean> {
  try {
    for (let start = 0; start < users.length; start += CONNECTIONS_PER_WORK) {
      const connections = users.slice(start, start + CONNECTIONS_PER_WORK);
      await deferWork({ work: 'push_admins_online', connections });
    }
    return true;
  } catch (error) {
    onFailure('deferred-work', error);
    return false;
  }
}
