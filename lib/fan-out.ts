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
    filters: PUSHED.map((pattern) => FilterCriteria.filter(pattern)),
  });
  new EventSourceMapping(scope, 'PresenceToFanOut', {
    ...feed,
    batchSize: 1_000,
    maxBatchingWindow: PRESENCE_WINDOW,
    filters: PRESENCE.map((pattern) => FilterCriteria.filter(pattern)),
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

const is = (...entities: string[]) => ({ entity: { S: FilterRule.or(...entities) } });
const byAdmin = { sender_type: { S: FilterRule.isEqual('admin') } };

const isUnread = { read_at: { S: FilterRule.notExists() } };

/**
 * New messages, including those that replace an expired one; chats whose inbox row changed; erased or
 * expired chats, and erased messages that may have an armed email. Lambda allows five patterns.
 */
const PUSHED = [
  {
    eventName: FilterRule.or('INSERT', 'MODIFY'),
    dynamodb: { NewImage: { ...is('message'), ...isUnread } },
  },
  { eventName: FilterRule.or('INSERT', 'MODIFY'), dynamodb: { NewImage: is('chat') } },
  { eventName: FilterRule.isEqual('REMOVE'), dynamodb: { OldImage: is('chat') } },
  {
    eventName: FilterRule.isEqual('REMOVE'),
    dynamodb: { OldImage: { ...is('message'), ...byAdmin } },
  },
];

/** New and removed subscriptions. */
const PRESENCE = [
  { eventName: FilterRule.isEqual('INSERT'), dynamodb: { NewImage: is('subscription') } },
  { eventName: FilterRule.isEqual('REMOVE'), dynamodb: { OldImage: is('subscription') } },
];
