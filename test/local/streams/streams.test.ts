import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { startDatabase } from '../../../local/dynamodb/database.ts';
import { chooseEngine } from '../../../local/dynamodb/engines/choose-engine.ts';
import { permissionsOf } from '../../../local/permissions/permissions.ts';
import { createQueues } from '../../../local/queues/queues.ts';
import { openState } from '../../../local/state.ts';
import { startStreams } from '../../../local/streams/streams.ts';
import type { InvokeResult } from '../../../local/types.ts';
import { anItem, aTable } from '../dynamodb/a-table.ts';
import { aFunction, allow, aRole } from '../functions/a-function.ts';
import { aTemplate } from '../template/an-assembly.ts';

const stream = { 'Fn::GetAtt': ['Table', 'StreamArn'] };
const queue = { 'Fn::GetAtt': ['Failures', 'Arn'] };
const READING = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'];
const RIGHTS = [allow(READING, stream), allow('sqs:SendMessage', queue)];

const eventSchema = v.object({
  Records: v.array(
    v.looseObject({
      eventName: v.string(),
      userIdentity: v.optional(v.unknown()),
      dynamodb: v.looseObject({
        SequenceNumber: v.string(),
        Keys: v.looseObject({ sk: v.object({ S: v.string() }) }),
      }),
    }),
  ),
});
type Records = v.InferOutput<typeof eventSchema>['Records'];

type Given = {
  mapping?: Record<string, unknown>;
  rights?: object[];
  stateDir?: string;
  /** The function: gets each batch, and answers it. */
  answer?: (records: Records) => InvokeResult | Promise<InvokeResult>;
};
const FINE: InvokeResult = { ok: true, payload: null };
const BROKEN: InvokeResult = { ok: false, errorType: 'Error', errorMessage: 'broken' };

async function start({ mapping, rights = RIGHTS, stateDir, answer = () => FINE }: Given = {}) {
  const template = aTemplate({
    resources: {
      ...aTable(),
      ...aFunction('FanOut'),
      ...aRole('FanOut', ...rights),
      Failures: { Type: 'AWS::SQS::Queue' },
      Source: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'FanOut' },
          EventSourceArn: stream,
          StartingPosition: 'LATEST',
          ...mapping,
        },
      },
    },
  });
  const state = openState(stateDir);
  const database = await startDatabase({
    template,
    engine: chooseEngine(),
    state,
    sweepPauseMs: 50,
  });
  onTestFinished(() => database.stop());
  const queues = createQueues(template, state);
  const batches: Records[] = [];
  const streams = startStreams({
    template,
    database,
    permissions: permissionsOf(template),
    functions: {
      async invoke(_, event) {
        const { Records } = v.parse(eventSchema, event);
        batches.push(Records);
        return answer(Records);
      },
    },
    queues,
    state,
    log: () => {},
  });
  onTestFinished(() => streams.stop());
  const ask = (operation: string, input: object) =>
    database.engine.ask(
      `DynamoDB_20120810.${operation}`,
      { TableName: 'chats', ...input },
      v.any(),
    );
  return {
    batches,
    keys: () => batches.map((batch) => batch.map(({ dynamodb }) => dynamodb.Keys.sk.S)),
    queues,
    caughtUp: streams.caughtUp,
    /** Writes without waking the streams; `streams.wake()` does that. */
    ask,
    async put(...sks: string[]) {
      for (const sk of sks) await ask('PutItem', { Item: anItem(sk) });
      streams.wake();
    },
    async stop() {
      await streams.stop();
      await database.stop();
    },
  };
}

test('[L3] records come in order, shaped as the cloud shapes them', async () => {
  const run = await start();
  await run.put('A', 'B');
  await run.ask('PutItem', { Item: anItem('A', { text: { S: 'new' } }) });
  await run.ask('DeleteItem', { Key: anItem('B') });
  await expect.poll(() => run.keys().flat()).toEqual(['A', 'B', 'A', 'B']);
  const records = run.batches.flat();
  expect(records.map(({ eventName }) => eventName)).toEqual([
    ...['INSERT', 'INSERT', 'MODIFY', 'REMOVE'],
  ]);
  expect(records[2]).toMatchObject({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    eventSourceARN: expect.stringContaining('table/chats/stream/'),
    dynamodb: {
      SequenceNumber: expect.stringMatching(/^\d{21}$/),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      OldImage: anItem('A'),
      NewImage: anItem('A', { text: { S: 'new' } }),
    },
  });
});

test('a write that changes nothing leaves no record', async () => {
  const run = await start();
  await run.put('A', 'A', 'B');
  await expect.poll(() => run.keys().flat()).toEqual(['A', 'B']);
});

test('[L3] an item that expired goes, and leaves the record of a service', async () => {
  const run = await start();
  const expires_at = { N: String(Math.floor(Date.now() / 1000) - 60) };
  await run.ask('PutItem', { Item: anItem('OLD', { expires_at }) });
  await expect.poll(() => run.batches.flat().length, { timeout: 40_000 }).toBe(2);
  expect(run.batches.flat()[1]).toMatchObject({
    eventName: 'REMOVE',
    userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    dynamodb: { Keys: anItem('OLD'), OldImage: anItem('OLD') },
  });
  expect(await run.ask('GetItem', { Key: anItem('OLD') })).not.toHaveProperty('Item');
}, 60_000);

test('only what the filter wants reaches the function', async () => {
  const Pattern = JSON.stringify({ dynamodb: { Keys: { sk: { S: [{ prefix: 'MESSAGE#' }] } } } });
  const run = await start({ mapping: { FilterCriteria: { Filters: [{ Pattern }] } } });
  await run.put('CHAT', 'MESSAGE#1', 'CHAT#2', 'MESSAGE#2');
  await expect.poll(() => run.keys().flat()).toEqual(['MESSAGE#1', 'MESSAGE#2']);
});

test('a batch holds no more than its size, and waits for its window', async () => {
  const window = { BatchSize: 3, MaximumBatchingWindowInSeconds: 1 };
  const run = await start({ mapping: window });
  await run.put('A', 'B', 'C', 'D');
  await expect.poll(() => run.keys(), { timeout: 5_000 }).toEqual([['A', 'B', 'C'], ['D']]);
});

test('[L3] a batch is tried again from the lowest failed record', async () => {
  let failures = 0;
  const run = await start({
    mapping: {
      BatchSize: 3,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
    answer: (records) => {
      if (failures++ > 0) return FINE;
      const [, second, third] = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      const failed = [third, second].map((itemIdentifier) => ({ itemIdentifier }));
      return { ok: true, payload: { batchItemFailures: failed } };
    },
  });
  await run.put('A', 'B', 'C');
  await expect
    .poll(() => run.keys())
    .toEqual([
      ['A', 'B', 'C'],
      ['B', 'C'],
    ]);
});

test('[W7] a poison record is parted from the others and ends in the failure queue', async () => {
  const handled: string[] = [];
  const run = await start({
    mapping: {
      BatchSize: 4,
      MaximumBatchingWindowInSeconds: 1,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: queue } },
    },
    answer: (records) => {
      const sks = records.map(({ dynamodb }) => dynamodb.Keys.sk.S);
      if (sks.includes('POISON')) return BROKEN;
      handled.push(...sks);
      return FINE;
    },
  });
  await run.put('A', 'POISON', 'B', 'C');
  await expect.poll(() => handled, { timeout: 8_000 }).toEqual(['A', 'B', 'C']);
  expect(run.queues.all()).toMatchObject([
    {
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
      DDBStreamBatchInfo: { batchSize: 1, shardId: expect.any(String) },
    },
  ]);
});

test('without an end to the retries a failing batch holds up what comes after it', async () => {
  let attempts = 0;
  const run = await start({ answer: () => (++attempts < 4 ? BROKEN : FINE) });
  await run.put('A');
  await expect.poll(() => attempts).toBeGreaterThan(1);
  await run.put('B');
  await expect
    .poll(() => run.keys(), { timeout: 5_000 })
    .toEqual([['A'], ['A'], ['A'], ['A'], ['B']]);
});

test('[L4] a restart goes on where the last run ended, and brings again what was not handled', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'state-'));
  const first = await start({
    stateDir,
    answer: ([record]) => (record?.dynamodb.Keys.sk.S === 'A' ? FINE : BROKEN),
  });
  await first.put('A');
  await expect.poll(() => first.keys()).toEqual([['A']]);
  await first.put('B');
  await expect.poll(() => first.keys().length).toBeGreaterThan(1);
  await first.stop();
  const second = await start({ stateDir });
  await expect.poll(() => second.keys()).toEqual([['B']]);
});

test('[L2] a role that may not read the stream stops the start', async () => {
  await expect(start({ rights: [] })).rejects.toThrow('dynamodb:DescribeStream');
  const without = start({
    rights: [allow(READING, stream)],
    mapping: { DestinationConfig: { OnFailure: { Destination: queue } } },
  });
  await expect(without).rejects.toThrow('sqs:SendMessage');
});

test('[L2] a property of the mapping that is not supported stops the start by its name', async () => {
  await expect(start({ mapping: { TumblingWindowInSeconds: 5 } })).rejects.toThrow(
    'TumblingWindow',
  );
});

test('[L6] tells when all that was written before has been handled', async () => {
  const handled: string[] = [];
  const run = await start({
    answer: async (records) => {
      await new Promise(setImmediate);
      handled.push(...records.map(({ dynamodb }) => dynamodb.Keys.sk.S));
      return FINE;
    },
  });
  for (const sk of ['a', 'b', 'c']) await run.put(sk);
  await run.caughtUp();
  expect(handled).toEqual(['a', 'b', 'c']);
});
