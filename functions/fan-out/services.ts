import type { Connections } from '../clients/connections.ts';
import type { DeferWork } from '../clients/deferred-work.ts';
import type { ReplyEmailSchedules } from '../clients/reply-email-schedules.ts';
import type { Table } from '../data/table.ts';
import type { Log } from '../middleware/logger.ts';

/** What fan-out depends on. */
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
