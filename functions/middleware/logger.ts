import { Logger } from '@aws-lambda-powertools/logger';

/** Structured logs of ids and codes. What people write, their addresses and tokens never go in. */
export const createLogger = (serviceName: string) => new Logger({ serviceName });
