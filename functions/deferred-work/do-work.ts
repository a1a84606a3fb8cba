import pMap from 'p-map';
import type { Push } from '../../protocol/index.ts';
import type { Connections } from '../clients/connections.ts';
import type { ReplyEmailSchedules } from '../clients/reply-email-schedules.ts';
import type { OpenConnection } from '../data/connections.ts';
import { areAdminsOnline } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import type { DeferredWork } from '../domain/deferred-work.ts';
import { hasExpired } from '../domain/retention.ts';

export type Services = {
  readonly table: Table;
  readonly connections: Connections;
  readonly replyEmails: ReplyEmailSchedules;
  now(): Date;
};

const CONNECTIONS_AT_ONCE = 50;

/** Does what fan-out has handed over. Throws when it has to be tried again; repeating it does no harm. */
export async function doWork(work: DeferredWork, services: Services): Promise<void> {
  switch (work.work) {
    case 'arm_reply_email':
      return services.replyEmails.arm(work.message);
    case 'disarm_reply_email':
      return services.replyEmails.disarm(work.message);
    case 'tell_admins_online':
      return tellAdminsOnline(work.connections, services);
  }
}

/** Read when it is told, so that the last one to be told is right however long others have taken. */
async function tellAdminsOnline(
  recipients: readonly OpenConnection[],
  { table, connections, now }: Services,
): Promise<void> {
  const push: Push = { type: 'admins_online', online: await areAdminsOnline(table, now()) };
  const frame = JSON.stringify(push);
  await pMap(
    recipients,
    async (recipient) => {
      if (hasExpired(recipient, now())) return;
      // Who misses it hears it with the next subscription, or asks (H1).
      await connections.post(recipient.connection_id, frame).catch(() => 'gone');
    },
    { concurrency: CONNECTIONS_AT_ONCE },
  );
}
