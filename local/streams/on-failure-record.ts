import { randomUUID } from 'node:crypto';
import type { Delivery } from './delivery.ts';
import type { Mapping } from './mapping.ts';

export type GivenUp = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/**
 * What the failure queue gets of a batch that was given up: not the records, but where in the stream
 * they are (Lambda, discarded batches of DynamoDB streams).
 */
export function onFailureRecord(
  deliveries: readonly Delivery[],
  { functionArn, table }: Mapping,
  condition: GivenUp,
  attempts: number,
) {
  const first = deliveries.at(0);
  const last = deliveries.at(-1);
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: 'Unhandled',
    },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: first?.position.shardId,
      startSequenceNumber: first?.record.dynamodb.SequenceNumber,
      endSequenceNumber: last?.record.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: deliveries.length,
      streamArn: table.streamArn,
    },
  };
}

function arrivalOf(delivery: Delivery | undefined): string | undefined {
  const seconds = delivery?.record.dynamodb.ApproximateCreationDateTime;
  return seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
}
