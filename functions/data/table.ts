import {
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The table, for the data layer. */
export type Table = {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
};

/** The reason codes of a cancelled transaction, in the order of its writes. */
export function cancellationCodes(error: unknown): string[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  return (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
}

/**
 * Whether a write lost a race or a transaction was throttled, so that it should read again and
 * retry. A plain write also fails while a transaction writes the same item.
 */
export function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  const codes = cancellationCodes(error);
  if (!codes) return false;
  const isPassing = (code: string) => PASSING.includes(code);
  return codes.some(isPassing) && codes.every((code) => code === 'None' || isPassing(code));
}
// The SDK retries throttled requests, but not cancelled transactions.
const PASSING = [
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
];

/** Whether the table was too busy, even after the SDK's retries. */
export const isThrottled = (error: unknown): boolean =>
  error instanceof Error && THROTTLED.includes(error.name);
const THROTTLED = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
];
