import { expect, onTestFinished, test } from 'vitest';
import { createFunctions, type LocalFunctions } from '../../../local/functions/functions.ts';
import { permissionsOf } from '../../../local/permissions/permissions.ts';
import { createQueues } from '../../../local/queues/queues.ts';
import { openState } from '../../../local/state.ts';
import { aTemplate } from '../template/an-assembly.ts';
import { aFunction, aRole } from './a-function.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:Probe';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:Failures';

type Given = {
  source: string;
  properties?: Record<string, unknown>;
  resources?: Record<string, unknown>;
  now?: () => number;
};

/** A run of one function, `Probe`, with this source. */
function start({ source, properties, resources, now = Date.now }: Given) {
  const template = aTemplate({
    resources: {
      ...aFunction('Probe', properties),
      ...aRole('Probe'),
      Failures: { Type: 'AWS::SQS::Queue' },
      ...resources,
    },
    code: { 'Probe.zip': source },
  });
  const queues = createQueues(template, openState(undefined));
  const lines: string[] = [];
  const functions = createFunctions({
    template,
    permissions: permissionsOf(template),
    awsApis: 'http://127.0.0.1:4000',
    clock: { now },
    queues,
    log: (line) => void lines.push(line),
  });
  onTestFinished(() => functions.stop());
  return { functions, queues, lines };
}

async function payloadOf(functions: LocalFunctions, event: unknown = {}) {
  const result = await functions.invoke(ARN, event);
  if (!result.ok) throw new Error(result.errorMessage);
  return result.payload;
}

test('[L2] a function sees its own environment and what Lambda sets, and nothing else', async () => {
  const { functions } = start({
    source: 'export const handler = async () => process.env;',
    properties: { Environment: { Variables: { TABLE_NAME: 'chats' } }, MemorySize: 256 },
  });
  const environment = await payloadOf(functions);
  expect(environment).toMatchObject({
    TABLE_NAME: 'chats',
    AWS_LAMBDA_FUNCTION_NAME: 'Probe',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'LOCALProbe',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:4000/dynamodb',
  });
  expect(environment).not.toHaveProperty('PATH');
});

test('events and answers go through JSON, as in the cloud', async () => {
  const { functions } = start({
    source:
      'export const handler = async (event) => ({ event, lost: undefined, at: new Date(0) });',
  });
  const sent = { kept: 1, lost: undefined };
  expect(await payloadOf(functions, sent)).toEqual({
    event: { kept: 1 },
    at: '1970-01-01T00:00:00.000Z',
  });
});

test('a worker keeps its memory and handles one event at a time', async () => {
  const { functions } = start({
    source: `let busy = 0; let most = 0; let events = 0;
      export const handler = async () => {
        most = Math.max(most, ++busy); events++;
        await new Promise((resolve) => setTimeout(resolve, 5));
        busy--;
        return { most, events };
      };`,
  });
  await Promise.all(Array.from({ length: 12 }, () => functions.invoke(ARN, {})));
  expect(await payloadOf(functions)).toMatchObject({ most: 1 });
  expect(await payloadOf(functions)).toMatchObject({ events: expect.any(Number) });
});

test('what goes wrong in a function fails that invocation alone', async () => {
  const { functions } = start({
    source: `export const handler = async ({ how }) => {
      if (how === 'throw') throw new TypeError('broken');
      if (how === 'exit') process.exit(3);
      if (how === 'stray') { setTimeout(() => { throw new RangeError('stray'); }); await new Promise(() => {}); }
      return 'fine';
    };`,
  });
  const failures = [
    ['throw', { errorType: 'TypeError', errorMessage: 'broken' }],
    ['exit', { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('status 3') }],
    ['stray', { errorType: 'RangeError', errorMessage: 'stray' }],
  ] as const;
  for (const [how, failure] of failures) {
    expect(await functions.invoke(ARN, { how })).toEqual({ ok: false, ...failure });
    expect(await payloadOf(functions)).toBe('fine');
  }
});

test('[L3] a function that takes longer than its limit is ended, and says so as Lambda does', async () => {
  const { functions } = start({
    source: `export const handler = async ({ hang }) => hang ? new Promise(() => {}) : 'fine';`,
    properties: { Timeout: 0.3 },
  });
  expect(await functions.invoke(ARN, { hang: true })).toEqual({
    ok: false,
    errorType: 'Sandbox.Timedout',
    errorMessage: expect.stringMatching(/Task timed out after 0\.30 seconds$/),
  });
  expect(await payloadOf(functions)).toBe('fine');
});

test('[L3] a function that wants more memory than it has fails, and the next event finds it whole', async () => {
  const { functions } = start({
    source: `export const handler = async ({ greedy }) => {
      const kept = [];
      while (greedy) kept.push(new Array(1000).fill(greedy));
      return 'fine';
    };`,
    properties: { MemorySize: 32 },
  });
  expect(await functions.invoke(ARN, { greedy: true })).toMatchObject({ ok: false });
  expect(await payloadOf(functions)).toBe('fine');
});

test('code that does not load fails every invocation with its own error', async () => {
  const { functions } = start({ source: `throw new Error('no start');` });
  const failure = { ok: false, errorType: 'Error', errorMessage: 'no start' };
  expect(await functions.invoke(ARN, {})).toEqual(failure);
  expect(await functions.invoke(ARN, {})).toEqual(failure);
});

test('an answer beyond 6 MB is refused', async () => {
  const { functions } = start({ source: `export const handler = async () => 'x'.repeat(7e6);` });
  expect(await functions.invoke(ARN, {})).toMatchObject({
    errorType: 'Function.ResponseSizeTooLarge',
  });
});

test('what a function prints goes to the log', async () => {
  const { functions, lines } = start({
    source: `export const handler = async () => { console.log('one'); console.error('two'); };`,
  });
  await functions.invoke(ARN, {});
  await expect.poll(() => lines.toSorted()).toEqual(['Probe: one', 'Probe: two']);
});

test('a later invocation is tried three times by the clock, then put aside', async () => {
  let now = 0;
  const { functions, queues, lines } = start({
    source: `export const handler = async () => { throw new Error('still broken'); };`,
    now: () => now,
    resources: {
      Settings: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Probe' },
          Qualifier: '$LATEST',
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failures', 'Arn'] } } },
        },
      },
    },
  });
  const handled = functions.invokeLater(ARN, { job: 1 });
  for (const [index, waitMs] of [60_000, 120_000].entries()) {
    await expect.poll(() => lines.length).toBe(index + 1);
    expect(queues.list(QUEUE)).toEqual([]);
    now += waitMs - 1;
    functions.clockMoved();
    await functions.settled();
    expect(lines.length).toBe(index + 1);
    now += 1;
    functions.clockMoved();
  }
  await handled;
  expect(queues.list(QUEUE)).toMatchObject([
    {
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { job: 1 },
      responsePayload: { errorType: 'Error', errorMessage: 'still broken' },
    },
  ]);
});

test('a later invocation that fails once is handled by its second attempt', async () => {
  let now = 0;
  const { functions, queues, lines } = start({
    source: `let tries = 0;
      export const handler = async () => { if (++tries < 2) throw new Error('not yet'); };`,
    now: () => now,
    properties: { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Failures', 'Arn'] } } },
  });
  const handled = functions.invokeLater(ARN, {});
  await expect.poll(() => lines.length).toBe(1);
  now += 60_000;
  functions.clockMoved();
  await handled;
  expect(queues.all()).toEqual([]);
});

test('only who the template lets may invoke, from where it says', () => {
  const { functions } = start({
    source: '',
    resources: {
      Grant: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { 'Fn::GetAtt': ['Probe', 'Arn'] },
          Principal: 'apigateway.amazonaws.com',
          SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:api/*/*/chats',
        },
      },
    },
  });
  const source = 'arn:aws:execute-api:us-east-1:000000000000:api/ws/GET/chats';
  expect(functions.mayInvoke('apigateway.amazonaws.com', ARN, source)).toBe(true);
  expect(functions.mayInvoke('events.amazonaws.com', ARN, source)).toBe(false);
  expect(functions.mayInvoke('apigateway.amazonaws.com', ARN, `${source}/x`)).toBe(false);
});

test('a function that the template lacks is named', async () => {
  const { functions } = start({ source: '' });
  await expect(functions.invoke('arn:odd', {})).rejects.toThrow('arn:odd');
});
