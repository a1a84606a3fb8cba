import middy from '@middy/core';
import * as v from 'valibot';
import { createConnections } from '../clients/connections.ts';
import { createReplyEmailSchedules } from '../clients/reply-email-schedules.ts';
import { openTable } from '../clients/table.ts';
import { DeferredWorkSchema } from '../domain/deferred-work.ts';
import { readEnvironment } from '../env.ts';
import { createLogger, logContext } from '../middleware/logger.ts';
import { redactErrors } from '../middleware/redact-errors.ts';
import { doWork, type Services } from './do-work.ts';

const logger = createLogger('deferred-work');
const services = createServices();

/** Does one piece of work that fan-out has deferred. */
export const handler = middy<unknown, void>()
  .use(logContext(logger))
  .use(redactErrors())
  .handler(async (event) => {
    const work = v.parse(DeferredWorkSchema, event);
    await doWork(work, services);
    logger.info('work done', { work: work.work });
  });

function createServices(): Services {
  const environment = readEnvironment('deferred-work');
  return {
    table: openTable(environment.TABLE_NAME),
    connections: createConnections(environment.CONNECTIONS_ENDPOINT),
    // Retries for minutes: nothing waits for this function.
    replyEmails: createReplyEmailSchedules(environment, { maxAttempts: 15 }),
    shards: environment.INBOX_SHARDS,
    retentionDays: environment.RETENTION_DAYS,
    now: () => new Date(),
  };
}
