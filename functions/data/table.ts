import {
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The one table, as the data layer sees it. */
export type Table = {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
};

/** How the parts of a cancelled transaction fared, in request order. */
export function cancellationCodes(error: unknown): string[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  return (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
}

/**
 * Whether a write lost a race, or a transaction was throttled, and reading again and repeating it
 * makes sense. A plain write loses too when a transaction holds its item at that moment.
 */
export function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  const codes = cancellationCodes(error);
  if (!codes) return false;
  const isPassing = (code: string) => PASSING.includes(code);
  return codes.some(isPassing) && codes.every((code) => code === 'None' || isPassing(code));
}
// The client repeats a throttled request by itself, but never a cancelled transaction.
const PASSING = [
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
];

/** Whether the table was too busy, even for the client's own repeats. */
export const isThrottled = (error: unknown): boolean =>
  error instanceof Error && THROTTLED.includes(error.name);
const THROTTLED = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
];
