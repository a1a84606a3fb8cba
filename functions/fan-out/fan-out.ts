import pMap from 'p-map';
import type { Message } from '../../protocol/index.ts';
import type { Connections } from '../clients/connections.ts';
import type { DeferWork } from '../clients/deferred-work.ts';
import type { ReplyEmailSchedules } from '../clients/reply-email-schedules.ts';
import type { OpenConnection } from '../data/connections.ts';
import type { Table } from '../data/table.ts';
import type { DeferredWork } from '../domain/deferred-work.ts';
import { idsOf, type Log } from '../middleware/logger.ts';
import { createAudience } from './audience.ts';
import { channelChanges } from './channel-changes.ts';
import { deliver } from './deliver.ts';
import type { Delivery } from './delivery.ts';
import { groupByConnection } from './group-by-connection.ts';
import { type Change, readChange } from './stream-changes.ts';

export type Services = {
  readonly table: Table;
  readonly connections: Connections;
  readonly replyEmails: ReplyEmailSchedules;
  /** Hands over work that must not delay the next changes. */
  readonly deferWork: DeferWork;
  readonly log: Log;
  now(): Date;
  /** Called for every failure, even if it will be retried. */
  onFailure(what: 'record' | 'email' | 'push' | 'close' | 'deferred-work', error: unknown): void;
};

/** In the order of the records; undefined if nobody needs to be notified. */
type Changes = readonly (Change | undefined)[];

const SCHEDULES_AT_ONCE = 10;
/** How many connections one piece of deferred work covers. */
const CONNECTIONS_PER_WORK = 500;

/**
 * Pushes one batch of changes and then arms reply emails, so that live chat works even if no email
 * can be armed. An email that cannot be armed becomes deferred work. Returns the index of the first
 * record that must be retried, or undefined. Everything before it is done.
 */
export async function fanOut(
  records: readonly unknown[],
  services: Services,
): Promise<number | undefined> {
  const { changes, unreadable } = readAll(records, services);
  const unpushed = await push(changes, services);
  // Even if pushing failed: a record that is given up later still has its email.
  const unset = await setEmails(changes, services);
  const unjoined = await continueJoins(changes, services);
  const failedAt = Math.min(unreadable, ...unpushed, ...unset, ...unjoined);
  logPushed(changes.slice(0, failedAt), services);
  return failedAt < records.length ? failedAt : undefined;
}

function logPushed(changes: Changes, { log }: Services): void {
  for (const change of changes) {
    if (change?.kind === 'message_sent') log('message pushed', idsOf(change.message));
  }
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

/** Returns the indexes of the changes that could not be pushed to everyone. */
async function push(changes: Changes, services: Services): Promise<number[]> {
  const audience = createAudience(services.table, services.now());
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
      reading<Delivery>(place, async () => (change ? audience.deliveries(change) : [])),
    ),
  );
  const channels = channelChanges(changes);
  for (const channel of channels) {
    const presence = await reading(channel.place, () => audience.presence(channel));
    deliveries[channel.place]?.push(...presence);
  }
  const undelivered = await deliver(groupByConnection(deliveries), services);
  const undeferred: number[] = [];
  for (const channel of channels) {
    const usersToNotify = await reading(channel.place, () => audience.usersToNotify(channel));
    if (!(await deferAdminsOnline(usersToNotify, services))) undeferred.push(channel.place);
  }
  return [...unread, ...undelivered, ...undeferred];
}

/** Whether an admin is online goes to all users, who may be many thousands. */
async function deferAdminsOnline(
  usersToNotify: readonly OpenConnection[],
  { deferWork, onFailure }: Services,
): Promise<boolean> {
  try {
    for (let start = 0; start < usersToNotify.length; start += CONNECTIONS_PER_WORK) {
      const connections = usersToNotify.slice(start, start + CONNECTIONS_PER_WORK);
      await deferWork({ work: 'push_admins_online', connections });
    }
    return true;
  } catch (error) {
    onFailure('deferred-work', error);
    return false;
  }
}

/** Makes sure that each joining is finished, even if the client does not repeat its request. */
async function continueJoins(changes: Changes, services: Services): Promise<number[]> {
  const { deferWork, onFailure } = services;
  const failed: number[] = [];
  for (const [place, change] of changes.entries()) {
    if (change?.kind !== 'chat_changed' || change.before?.joining_into) continue;
    const { chat_id, joining_into } = change.after;
    if (!joining_into) continue;
    try {
      await deferWork({ work: 'continue_join', from: chat_id, into: joining_into });
    } catch (error) {
      onFailure('deferred-work', error);
      failed.push(place);
    }
  }
  return failed;
}

/**
 * Arms the emails of sent messages, then cancels those of erased messages: a batch may have both
 * for one message. Returns the indexes of the changes for which both that and deferring it failed.
 */
async function setEmails(changes: Changes, services: Services): Promise<number[]> {
  const { arm, disarm } = services.replyEmails;
  const unarmed = await forAdminMessages(changes, services, {
    kind: 'message_sent',
    work: 'arm_reply_email',
    act: arm,
  });
  const stillArmed = await forAdminMessages(changes, services, {
    kind: 'message_erased',
    work: 'disarm_reply_email',
    act: disarm,
  });
  return [...unarmed, ...stillArmed];
}

async function forAdminMessages(
  changes: Changes,
  { deferWork, onFailure }: Services,
  step: {
    kind: 'message_sent' | 'message_erased';
    work: Extract<DeferredWork, { message: unknown }>['work'];
    act: ReplyEmailSchedules['arm'];
  },
): Promise<number[]> {
  const failed = await pMap(
    changes,
    async (change, place) => {
      if (change?.kind !== step.kind || change.message.sender_type !== 'admin') return [];
      const message = withoutText(change);
      try {
        await step.act(message);
        return [];
      } catch (error) {
        onFailure('email', error);
      }
      try {
        await deferWork({ work: step.work, message });
        return [];
      } catch (error) {
        onFailure('deferred-work', error);
        return [place];
      }
    },
    { concurrency: SCHEDULES_AT_ONCE },
  );
  return failed.flat();
}

/** The email of a joined message waits from the time of joining. */
function withoutText({ message, joined_at }: { message: Message; joined_at?: string | undefined }) {
  const { id, chat_id, seq, created_at } = message;
  return {
    id,
    chat_id,
    seq,
    ...(joined_at ? { created_at: joined_at, joined: true as const } : { created_at }),
  };
}
