import pMap from 'p-map';
import type { Message } from '../../protocol/index.ts';
import type { Connections } from '../clients/connections.ts';
import type { ReplyEmailSchedules } from '../clients/reply-email-schedules.ts';
import { removeConnection } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import { toFrames } from '../domain/frames.ts';
import { hasExpired } from '../domain/retention.ts';
import { createAudience } from './audience.ts';
import { type Change, readChange } from './changes.ts';
import { gather, type Outbound } from './outbound.ts';

export type Services = {
  readonly table: Table;
  readonly connections: Connections;
  readonly replyEmails: ReplyEmailSchedules;
  now(): Date;
  /** Told of every failure that will be repeated. */
  onFailure(what: 'record' | 'email' | 'push', error: unknown): void;
};

/** In record order; undefined for a record of no news. */
type Changes = readonly (Change | undefined)[];

const SCHEDULES_AT_ONCE = 10;
const CONNECTIONS_AT_ONCE = 50;

/**
 * Tells everybody concerned of one batch of changes. Emails are armed before anything is pushed: a
 * crash in between repeats a push, which does no harm, and never loses an email. Yields the place
 * of the first record that must come again, or undefined. Everything before it is done.
 */
export async function fanOut(
  records: readonly unknown[],
  services: Services,
): Promise<number | undefined> {
  const { changes, unreadable } = readAll(records, services);
  const emailsSet = await setEmails(changes, services);
  const readyCount = Math.min(unreadable, emailsSet);
  const unpushed = await push(changes.slice(0, readyCount), services);
  const failedAt = Math.min(readyCount, unpushed);
  return failedAt < records.length ? failedAt : undefined;
}

function readAll(records: readonly unknown[], { onFailure }: Services) {
  const changes: (Change | undefined)[] = [];
  for (const record of records) {
    try {
      changes.push(readChange(record));
    } catch (error) {
      onFailure('record', error);
      return { changes, unreadable: changes.length };
    }
  }
  return { changes, unreadable: records.length };
}

/**
 * Arms the emails of what was sent, then calls off those of what was erased: a message may be both in
 * one batch. Yields the place of the first change for which that failed.
 */
async function setEmails(changes: Changes, services: Services): Promise<number> {
  const { arm, disarm } = services.replyEmails;
  const unarmed = await forAdminMessages('message_sent', arm, changes, services);
  const stillArmed = await forAdminMessages('message_erased', disarm, changes, services);
  return Math.min(unarmed, stillArmed);
}

async function forAdminMessages(
  kind: 'message_sent' | 'message_erased',
  act: (message: Message) => Promise<void>,
  changes: Changes,
  { onFailure }: Services,
): Promise<number> {
  const failed = await pMap(
    changes,
    async (change, place) => {
      if (change?.kind !== kind || change.message.sender_type !== 'admin') return [];
      try {
        await act(change.message);
        return [];
      } catch (error) {
        onFailure('email', error);
        return [place];
      }
    },
    { concurrency: SCHEDULES_AT_ONCE },
  );
  return Math.min(changes.length, ...failed.flat());
}

/** Yields the place of the first change that somebody could not be told of. */
async function push(changes: Changes, services: Services): Promise<number> {
  const audience = createAudience(services.table, services.now());
  const deliveries = await Promise.all(
    changes.map(async (change) => (change ? audience.deliveries(change) : [])),
  );
  const failed = await pMap(
    gather(deliveries),
    async (outbound) => ((await tell(outbound, services)) ? [] : [outbound.firstRecord]),
    { concurrency: CONNECTIONS_AT_ONCE },
  );
  return Math.min(changes.length, ...failed.flat());
}

/** Whether the connection got everything, or is gone and costs nobody anything any more. */
async function tell(outbound: Outbound, services: Services): Promise<boolean> {
  const { connection_id, pushes, channels } = outbound;
  try {
    for (const frame of toFrames(pushes)) {
      // Its followers were read a while ago, and it may have ended since.
      if (hasExpired(outbound, services.now())) return true;
      const outcome = await services.connections.post(connection_id, frame);
      if (outcome === 'gone') {
        await removeConnection(services.table, connection_id, [...channels]);
        return true;
      }
    }
    return true;
  } catch (error) {
    services.onFailure('push', error);
    return false;
  }
}
