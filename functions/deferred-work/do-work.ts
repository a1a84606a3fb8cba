import pMap from 'p-map';
import type { Push } from '../../protocol/index.ts';
import type { Connections } from '../clients/connections.ts';
import type { ReplyEmailSchedules } from '../clients/reply-email-schedules.ts';
import { joinChat } from '../data/join-chat.ts';
import { areAdminsOnline } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import type { OpenConnection } from '../data/user-connections.ts';
import type { DeferredWork } from '../domain/deferred-work.ts';
import { hasExpired } from '../domain/retention.ts';

export type Services = {
  readonly table: Table;
  readonly connections: Connections;
  readonly replyEmails: ReplyEmailSchedules;
  readonly shards: number;
  readonly retentionDays: number;
  now(): Date;
};

const CONNECTIONS_AT_ONCE = 50;

/** Does one piece of deferred work. Throws if it must be retried; repeating it is safe. */
export async function doWork(work: DeferredWork, services: Services): Promise<void> {
  switch (work.work) {
    case 'arm_reply_email':
      return services.replyEmails.arm(work.message);
    case 'disarm_reply_email':
      return services.replyEmails.disarm(work.message);
    case 'continue_join':
      return continueJoin(work, services);
    case 'push_admins_online':
      return deliverAdminsOnline(work.connections, services);
  }
}

/** Less than the function may run. The next attempt continues the rest. */
const JOIN_MS = 240_000;

async function continueJoin(
  { from, into }: { from: string; into: string },
  { table, shards, retentionDays, now }: Services,
): Promise<void> {
  const deadline = now().getTime() + JOIN_MS;
  const isOver = () => now().getTime() > deadline;
  const isDone = await joinChat(table, { from, into, shards, retentionDays, now }, isOver);
  if (!isDone) throw new Error('joining is not finished');
}

/** The state may change while it is pushed, and the last push must be true. */
const ROUNDS_MAX = 3;

/** Reads the state, pushes it, and repeats that if the state has changed meanwhile. */
async function deliverAdminsOnline(
  recipients: readonly OpenConnection[],
  services: Services,
): Promise<void> {
  const { table, now } = services;
  let pushed: boolean | undefined;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const online = await areAdminsOnline(table, now());
    if (online === pushed) return;
    await deliver(recipients, { type: 'admins_online', online }, services);
    pushed = online;
  }
}

async function deliver(
  recipients: readonly OpenConnection[],
  push: Push,
  { connections, now }: Services,
): Promise<void> {
  const frame = JSON.stringify(push);
  await pMap(
    recipients,
    async (recipient) => {
      if (hasExpired(recipient, now())) return;
      // A connection that misses it gets the state with its next subscription.
      await connections.post(recipient.connection_id, frame).catch(() => 'gone');
    },
    { concurrency: CONNECTIONS_AT_ONCE },
  );
}
