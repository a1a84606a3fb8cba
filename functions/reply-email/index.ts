import middy from '@middy/core';
import * as v from 'valibot';
import { createKeySource } from '../clients/identity-secret.ts';
import { createMailer } from '../clients/reply-mailer.ts';
import { openTable } from '../clients/table.ts';
import { readEnvironment } from '../env.ts';
import { createLogger, logContext } from '../middleware/logger.ts';
import { redactErrors } from '../middleware/redact-errors.ts';
import { type Outcome, type Services, sendReplyEmail } from './send-reply-email.ts';

/** The input of the schedule of an admin message. */
const EventSchema = v.object({ chat_id: v.string(), seq: v.number() });

const logger = createLogger('reply-email');
const services = createServices();

/** Runs when the schedule of an admin message is due. */
export const handler = middy<unknown, Outcome>()
  .use(logContext(logger))
  .use(redactErrors())
  .handler(async (event) => {
    const { chat_id, seq } = v.parse(EventSchema, event);
    const outcome = await sendReplyEmail({ chat_id, seq }, services);
    logger.info('reply email', { chat_id, seq, outcome });
    return outcome;
  });

function createServices(): Services {
  const environment = readEnvironment('reply-email');
  return {
    table: openTable(environment.TABLE_NAME),
    mail: createMailer(environment),
    siteName: environment.SITE_NAME,
    publicUrl: environment.PUBLIC_URL,
    unconfirmedEmails: environment.LIMITS.unconfirmedEmails,
    keys: createKeySource(environment.IDENTITY_SECRET_ARN),
    log: (event, ids) => logger.info(event, ids),
    now: () => new Date(),
  };
}
