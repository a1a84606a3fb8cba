import middy from '@middy/core';
import * as v from 'valibot';
import { createConnections } from '../clients/connections.ts';
import { createDeferWork } from '../clients/deferred-work.ts';
import { createReplyEmailSchedules } from '../clients/reply-email-schedules.ts';
import { openTable } from '../clients/table.ts';
import { readEnvironment } from '../env.ts';
import { createLogger, logContext } from '../middleware/logger.ts';
import { redactErrors, redactedCause } from '../middleware/redact-errors.ts';
import { fanOut } from './fan-out.ts';
import type { Services } from './services.ts';

const EventSchema = v.object({
  Records: v.array(v.looseObject({ dynamodb: v.looseObject({ SequenceNumber: v.string() }) })),
});
type BatchResponse = { batchItemFailures: { itemIdentifier: string }[] };

const logger = createLogger('fan-out');
const services = createServices();

/**
 * Handles batches of the table's stream. Lambda retries from the failed record on, so naming the
 * first one keeps the order.
 */
export const handler = middy<unknown, BatchResponse>()
  .use(logContext(logger))
  .use(redactErrors())
  .handler(async (event) => {
    const { Records } = v.parse(EventSchema, event);
    const failed = await fanOut(Records, services);
    const record = failed === undefined ? undefined : Records[failed];
    return {
      batchItemFailures: record ? [{ itemIdentifier: record.dynamodb.SequenceNumber }] : [],
    };
  });

function createServices(): Services {
  const environment = readEnvironment('fan-out');
  return {
    table: openTable(environment.TABLE_NAME),
    connections: createConnections(environment.CONNECTIONS_ENDPOINT),
    replyEmails: createReplyEmailSchedules(environment),
    deferWork: createDeferWork(environment),
    log: (event, ids) => logger.info(event, ids),
    now: () => new Date(),
    onFailure: (what, error) => logger.error(`${what} failed`, { cause: redactedCause(error) }),
  };
}
