import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
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

/** Whether a transaction lost a race, and reading again and repeating it makes sense. */
export function isLostRace(error: unknown): boolean {
  const codes = cancellationCodes(error);
  if (!codes) return false;
  const isRace = (code: string) => RACES.includes(code);
  return codes.some(isRace) && codes.every((code) => code === 'None' || isRace(code));
}
const RACES = ['ConditionalCheckFailed', 'TransactionConflict'];
