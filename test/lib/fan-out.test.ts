import * as v from 'valibot';
import { expect, test } from 'vitest';
import { rendered, resourceOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize();
const { Properties } = resourceOf(template, 'AWS::Lambda::EventSourceMapping', 'StreamToFanOut');
const presence = resourceOf(template, 'AWS::Lambda::EventSourceMapping', 'PresenceToFanOut');

const FiltersSchema = v.object({
  Filters: v.array(v.object({ Pattern: v.pipe(v.string(), v.parseJson()) })),
});
const patternsOf = (criteria: unknown) =>
  v.parse(FiltersSchema, criteria).Filters.map(({ Pattern }) => Pattern);

test('[W5] the fan-out function reads the stream of the table from its start', () => {
  expect(rendered(Properties.FunctionName)).toBe('<FanOutFunction>');
  expect(rendered(Properties.EventSourceArn)).toBe('<Table.StreamArn>');
  expect(Properties.StartingPosition).toBe('TRIM_HORIZON');
});

test('[W5] it sees new messages, changed chats, and what is erased', () => {
  expect(patternsOf(Properties.FilterCriteria)).toEqual([
    { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { entity: { S: ['chat'] } } } },
    { eventName: ['REMOVE'], dynamodb: { OldImage: { entity: { S: ['chat'] } } } },
    {
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { NewImage: { entity: { S: ['message'] }, read_at: { S: [{ exists: false }] } } },
    },
    {
      eventName: ['REMOVE'],
      dynamodb: { OldImage: { entity: { S: ['message'] }, sender_type: { S: ['admin'] } } },
    },
  ]);
});

test('who comes and goes is gathered for a second, beside the messages', () => {
  const { FilterCriteria, ...same } = presence.Properties;
  expect(patternsOf(FilterCriteria)).toEqual([
    { eventName: ['INSERT'], dynamodb: { NewImage: { entity: { S: ['subscription'] } } } },
    { eventName: ['REMOVE'], dynamodb: { OldImage: { entity: { S: ['subscription'] } } } },
  ]);
  const { FilterCriteria: _messages, ...others } = Properties;
  expect(same).toEqual({ ...others, BatchSize: 1_000, MaximumBatchingWindowInSeconds: 1 });
});

test('[W6] a shard is read in one order, and without waiting for more', () => {
  expect(Properties).toMatchObject({ BatchSize: 100, ParallelizationFactor: 1 });
  expect(Properties).not.toHaveProperty('MaximumBatchingWindowInSeconds');
});

test('[W7] a record that fails is retried, cut out, and given up into the failure queue', () => {
  expect(Properties).toMatchObject({
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 10,
    MaximumRecordAgeInSeconds: 3_600,
  });
  const { OnFailure } = v.parse(
    v.object({ OnFailure: v.object({ Destination: v.unknown() }) }),
    Properties.DestinationConfig,
  );
  expect(rendered(OnFailure.Destination)).toBe('<FailuresQueue.Arn>');
});

test('[W7] an alarm goes off when anything is in the failure queue', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [
      {
        Name: 'QueueName',
        Value: {
          'Fn::GetAtt': [resourceOf(template, 'AWS::SQS::Queue').id, 'QueueName'],
        },
      },
    ],
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
});

test('[S6] the failure queue is encrypted and refuses requests without TLS', () => {
  template.hasResourceProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
  template.resourceCountIs('AWS::SQS::QueuePolicy', 1);
});
