import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { Message } from '../../protocol/index.ts';

/** The ids that a log line may contain: never a text, an address or a token. */
type LogIds = {
  readonly chat_id: string;
  readonly message_id: string;
  readonly seq: number;
};

/** Writes one line about something that succeeded. */
export type Log = (
  event: 'message stored' | 'message pushed' | 'message emailed',
  ids: LogIds,
) => void;

export const createLogger = (serviceName: string) => new Logger({ serviceName });

/** Adds the ids of the invocation to every log line, and removes what was added during the invocation. */
export const logContext = (logger: Logger) => injectLambdaContext(logger, { resetKeys: true });

/** The ids by which the log lines of a message are found, from its command to its push and its email. */
export const idsOf = ({ id, chat_id, seq }: Message): LogIds => ({ chat_id, message_id: id, seq });
