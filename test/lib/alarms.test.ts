import * as v from 'valibot';
import { expect, test } from 'vitest';
import { rendered, resourceOf, resourcesOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize();
const told = synthesize({ alarmEmail: 'ops@tea.example' });

const AlarmSchema = v.object({
  MetricName: v.string(),
  Threshold: v.number(),
  Dimensions: v.optional(v.array(v.object({ Name: v.string(), Value: v.unknown() })), []),
});

test('[O3] alarms watch what was given up, late pushes, and failing functions', () => {
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => {
    const { MetricName, Threshold, Dimensions } = v.parse(AlarmSchema, Properties);
    return [MetricName, ...Dimensions.map(({ Value }) => rendered(Value)), Threshold];
  });
  expect(alarms).toEqual([
    ['ApproximateNumberOfMessagesVisible', '<FailuresQueue.QueueName>', 1],
    ['IteratorAge', '<FanOutFunction>', 60_000],
    ['Errors', '<HttpApiFunction>', 1],
    ['Errors', '<SocketFunction>', 1],
    ['TestErrors', 1],
  ]);
});

test('[O3] an error that a function answered for counts too, by its log', () => {
  const filters = resourcesOf(template, 'AWS::Logs::MetricFilter').map(({ Properties }) => [
    rendered(Properties.LogGroupName),
    Properties.FilterPattern,
  ]);
  expect(filters).toEqual([
    ['<HttpApiFunctionLogs>', '{ $.level = "ERROR" }'],
    ['<SocketFunctionLogs>', '{ $.level = "ERROR" }'],
  ]);
});

test('[O3] nobody is told of alarms unless an address is set', () => {
  template.resourceCountIs('AWS::SNS::Topic', 0);
});

test('[O3] every alarm tells the address that is set', () => {
  const topic = resourceOf(told, 'AWS::SNS::Topic').id;
  told.hasResourceProperties('AWS::SNS::Subscription', {
    TopicArn: { Ref: topic },
    Protocol: 'email',
    Endpoint: 'ops@tea.example',
  });
  told.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: topic }] });
});

test('[S5] only alarms of the account may publish, and only over TLS', () => {
  const { Properties } = resourceOf(told, 'AWS::SNS::TopicPolicy');
  expect(Properties.PolicyDocument).toMatchObject({
    Statement: [
      {
        Effect: 'Deny',
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ],
  });
});

const WidgetsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    widgets: v.array(v.object({ properties: v.object({ title: v.string() }) })),
  }),
);

test('[O3] one dashboard shows the way of a message from the gateways to the email', () => {
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  const { Properties } = resourceOf(template, 'AWS::CloudWatch::Dashboard');
  const { widgets } = v.parse(WidgetsSchema, rendered(Properties.DashboardBody));
  expect(widgets.map(({ properties }) => properties.title)).toEqual([
    'HTTP requests',
    'HTTP latency (ms)',
    'WebSocket',
    'Table units',
    'Invocations',
    'Errors',
    'Duration p99 (ms)',
    'Throttles',
    'Delivery delay (ms)',
    'Given up',
    'Email of the whole account',
  ]);
});
