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

/** Feeds the table's changes to the function: only what is pushed, in order, never for ever. */
export function feedFromStream(
  scope: Construct,
  handler: IFunction,
  { streamArn, failures }: { streamArn: string; failures: FailureQueue },
): void {
  new EventSourceMapping(scope, 'StreamToFanOut', {
    target: handler,
    eventSourceArn: streamArn,
    // From the oldest record, so that nothing written while the mapping comes up is passed over.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    // More than one would share out the items of a chat and lose the order of its messages.
    parallelizationFactor: 1,
    filters: PUSHED.map((pattern) => FilterCriteria.filter(pattern)),
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(1),
    onFailure: failures.destination,
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
 * New messages, in place of an expired one too; chats whose row of the inbox changed; subscriptions
 * that come and go; of what is erased or expires, the chats, and the messages that may have an email
 * to come. Lambda takes five patterns at most.
 */
const PUSHED = [
  {
    eventName: FilterRule.or('INSERT', 'MODIFY'),
    dynamodb: { NewImage: { ...is('message'), ...isUnread } },
  },
  { eventName: FilterRule.or('INSERT', 'MODIFY'), dynamodb: { NewImage: is('chat') } },
  { eventName: FilterRule.isEqual('INSERT'), dynamodb: { NewImage: is('subscription') } },
  { eventName: FilterRule.isEqual('REMOVE'), dynamodb: { OldImage: is('chat', 'subscription') } },
  {
    eventName: FilterRule.isEqual('REMOVE'),
    dynamodb: { OldImage: { ...is('message'), ...byAdmin } },
  },
];
