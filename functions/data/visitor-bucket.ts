import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { RateLimitedError } from '../domain/errors.ts';
import type { Limit } from '../domain/message-window.ts';
import { expiryOf } from './entity-types.ts';
import { visitorBucketKey } from './keys.ts';
import { isThrottled, type Table } from './table.ts';

const HOUR_MS = 3_600_000;

/**
 * Counts a new visitor from a network. Throws `RateLimitedError` if there were too many. The
 * network has a bucket of `perHour` places, of which one comes back every `1 / perHour` hours. Only
 * the time when the bucket will be full again is stored, so two visitors never both take the last
 * place.
 */
export async function takeVisitorPlace(
  table: Table,
  network: string,
  perHour: Limit,
  now: Date,
): Promise<void> {
  if (perHour === 'off') return;
  const at = now.getTime();
  const step = HOUR_MS / perHour;
  const bucket = { table, network, expires_at: expiryOf('visitor_bucket', now) };
  const isFirst = await update(bucket, {
    UpdateExpression: 'SET full_at = :next, expires_at = :end, entity = :entity',
    ConditionExpression: 'attribute_not_exists(full_at) OR full_at <= :now',
    values: { ':next': at + step, ':now': at, ':entity': 'visitor_bucket' },
  });
  if (isFirst === true) return;
  const latest = at + HOUR_MS - step;
  const full_at = await update(bucket, {
    UpdateExpression: 'SET full_at = full_at + :step, expires_at = :end',
    ConditionExpression: 'full_at <= :latest',
    values: { ':step': step, ':latest': latest },
  });
  if (full_at === true) return;
  throw new RateLimitedError((full_at - latest) / 1_000, 'Too many visitors from your network.');
}

/** True, or if the condition failed, when the bucket is full again. */
async function update(
  bucket: { table: Table; network: string; expires_at: number },
  change: {
    UpdateExpression: string;
    ConditionExpression: string;
    values: Record<string, number | string>;
  },
): Promise<true | number> {
  const { values, ...expressions } = change;
  try {
    await bucket.table.client.send(
      new UpdateCommand({
        TableName: bucket.table.name,
        Key: visitorBucketKey(bucket.network),
        ...expressions,
        ExpressionAttributeValues: { ...values, ':end': bucket.expires_at },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    // An item allows 1,000 writes per second, so this is far over the limit.
    if (isThrottled(error)) throw new RateLimitedError(1, 'Too many visitors from your network.');
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return Number(error.Item?.full_at?.N);
  }
}
