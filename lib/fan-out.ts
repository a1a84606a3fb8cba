import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ENTITY_TYPES, type PushedChange } from '../functions/data/entity-types.ts';
import type { Binding } from './binding.ts';
import type { FailureQueue } from './failure-queue.ts';

/** The right to read the table's stream. */
export function streamBinding(streamArn: string): Binding<never> {
  const read = new PolicyStatement({
    actions: [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ],
    resources: [streamArn],
  });
  return { variables: {}, statements: [read] };
}

/** How long subscriptions that come and go are collected. Those that return by then notify nobody. */
const PRESENCE_WINDOW = Duration.seconds(1);

/**
 * Feeds the table's changes to the function: only those that are pushed, in order, with limited retries.
 * Presence has its own mapping, so that many subscriptions at once do not delay messages.
 */
export function feedFromStream(
  scope: Construct,
  handler: IFunction,
  { streamArn, failures }: { streamArn: string; failures: FailureQueue },
): void {
  const feed = {
    target: handler,
    eventSourceArn: streamArn,
    // From the oldest record, so that nothing written while the mapping starts is skipped.
    startingPosition: StartingPosition.TRIM_HORIZON,
    // More would process a chat's items in parallel and lose the order of its messages.
    parallelizationFactor: 1,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(1),
    onFailure: failures.destination,
  };
  new EventSourceMapping(scope, 'StreamToFanOut', {
    ...feed,
    batchSize: 100,
    filters: patternsOf('messages'),
  });
  new EventSourceMapping(scope, 'PresenceToFanOut', {
    ...feed,
    batchSize: 1_000,
    maxBatchingWindow: PRESENCE_WINDOW,
    filters: patternsOf('presence'),
  });
}

/** How long the oldest change waited before the function saw it, in milliseconds. */
export function streamAge(handler: IFunction, period: Duration): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'IteratorAge',
    dimensionsMap: { FunctionName: handler.functionName },
    statistic: 'Maximum',
    period,
  });
}

/** The filter patterns of one mapping, from the table of entity types. Lambda allows at most five. */
function patternsOf(mapping: 'messages' | 'presence') {
  return Object.entries(ENTITY_TYPES).flatMap(([entity, { push }]) =>
    push?.mapping === mapping ? push.changes.map((change) => pattern(entity, change)) : [],
  );
}

/** Lambda compares with the item as it became, or as it was before it was deleted. */
function pattern(entity: string, { events, where, without }: PushedChange) {
  const image = {
    entity: { S: FilterRule.isEqual(entity) },
    ...(where && { [where.attribute]: { S: FilterRule.isEqual(where.is) } }),
    ...(without && { [without]: { S: FilterRule.notExists() } }),
  };
  return FilterCriteria.filter({
    eventName: FilterRule.or(...events),
    dynamodb: { [events.includes('REMOVE') ? 'OldImage' : 'NewImage']: image },
  });
}
