import { expect, test } from 'vitest';
import { rightsOf } from './rights.ts';
import { synthesize } from './stack.ts';

const template = synthesize();
const traced = synthesize({ tracing: true });

const TABLE = '<Table.Arn>';
const INDEX = '<Table.Arn>/index/gsi1';
const STREAM = '<Table.StreamArn>';
const SECRET = '<IdentitySecret>';
const QUEUE = '<FailuresQueue.Arn>';
const account = '<AWS::Region>:<AWS::AccountId>';
const connections = (method: string) =>
  `execute-api:ManageConnections arn:<AWS::Partition>:execute-api:${account}:<SocketApi>/ws/${method}/@connections/*`;
const CONNECTIONS = [connections('DELETE'), connections('POST')];
const SCHEDULES = `arn:<AWS::Partition>:scheduler:${account}:schedule/<ReplyEmailGroup>/*`;
const SES = `arn:<AWS::Partition>:ses:${account}`;
const FROM = 'if {"StringEquals":{"ses:FromAddress":"chat@tea.example"}}';
const PASSED = 'if {"StringEquals":{"iam:PassedToService":"scheduler.amazonaws.com"}}';

const on = (resource: string, ...actions: string[]) =>
  actions.map((action) => `${action} ${resource}`);

/** What each function may do at all: its logs. */
const always = (id: string) => on(`<${id}Logs.Arn>`, 'logs:CreateLogStream', 'logs:PutLogEvents');

const RIGHTS = {
  HttpApiFunction: [
    ...on(TABLE, 'dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem'),
    ...on(TABLE, 'dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem'),
    ...on(TABLE, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'),
    ...on(INDEX, 'dynamodb:Query'),
    ...on(SECRET, 'secretsmanager:GetSecretValue'),
  ],
  SocketFunction: [
    ...on(TABLE, 'dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:GetItem'),
    ...on(TABLE, 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'),
    ...on(SECRET, 'secretsmanager:GetSecretValue'),
    ...CONNECTIONS,
  ],
  FanOutFunction: [
    ...on(TABLE, 'dynamodb:DeleteItem', 'dynamodb:GetItem'),
    ...on(TABLE, 'dynamodb:Query'),
    ...on(INDEX, 'dynamodb:Query'),
    ...on(STREAM, 'dynamodb:DescribeStream', 'dynamodb:GetRecords'),
    ...on(STREAM, 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'),
    ...CONNECTIONS,
    ...on(SCHEDULES, 'scheduler:CreateSchedule', 'scheduler:DeleteSchedule'),
    `iam:PassRole <ReplyEmailRole.Arn> ${PASSED}`,
    ...on(QUEUE, 'sqs:SendMessage'),
    'lambda:InvokeFunction <DeferredWorkFunction.Arn>',
  ],
  DeferredWorkFunction: [
    ...on(
      TABLE,
      ...['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
      ...['dynamodb:Query', 'dynamodb:UpdateItem'],
    ),
    ...CONNECTIONS,
    ...on(SCHEDULES, 'scheduler:CreateSchedule', 'scheduler:DeleteSchedule'),
    `iam:PassRole <ReplyEmailRole.Arn> ${PASSED}`,
    ...on(QUEUE, 'sqs:SendMessage'),
  ],
  ReplyEmailFunction: [
    ...on(TABLE, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'),
    ...on(SECRET, 'secretsmanager:GetSecretValue'),
    `ses:SendEmail ${SES}:configuration-set/<EmailConfigurationSet> ${FROM}`,
    `ses:SendEmail ${SES}:identity/* ${FROM}`,
    ...on(QUEUE, 'sqs:SendMessage'),
  ],
};

test.each(Object.entries(RIGHTS))('[S5] %s may do exactly what its code does', (id, rights) => {
  expect(rightsOf(template, `${id}Role`)).toEqual([...rights, ...always(id)].sort());
});

test.each(Object.keys(RIGHTS))('[S5] %s has no bare *, but for its traces if it has them', (id) => {
  const wideIn = (of: typeof template) =>
    rightsOf(of, `${id}Role`).filter((right) => /^\S*\*| \*(?: |$)/.test(right));
  expect(wideIn(template)).toEqual([]);
  expect(wideIn(traced)).toEqual(on('*', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'));
});

test('[S5] the scheduler may run the reply email and report its failure, nothing else', () => {
  expect(rightsOf(template, 'ReplyEmailRole')).toEqual([
    'lambda:InvokeFunction <ReplyEmailFunction.Arn>',
    'sqs:SendMessage <FailuresQueue.Arn>',
  ]);
});
