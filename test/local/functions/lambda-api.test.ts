import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, onTestFinished, test } from 'vitest';
import { startAwsFront } from '../../../local/aws-front.ts';
import { createLambdaApi } from '../../../local/functions/lambda-api.ts';
import type { Functions } from '../../../local/types.ts';
import { fakePermissions } from '../http-gateway/fake-permissions.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:Probe';

async function start(refused: string[] = []) {
  const invoked: [string, unknown][] = [];
  const functions: Functions = {
    invoke: () => Promise.reject(new Error('not asked for here')),
    invokeLater: async (arn, event) => void invoked.push([arn, event]),
    mayInvoke: () => true,
  };
  const permissions = fakePermissions({ refused });
  const aws = await startAwsFront();
  onTestFinished(() => aws.stop());
  aws.mount('lambda', createLambdaApi({ functions, permissions }));
  const client = new LambdaClient({
    endpoint: `${aws.url}/lambda`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'PROBE', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  return { client, invoked, permissions };
}

const anEvent = (InvocationType: 'Event' | 'RequestResponse' = 'Event') =>
  new InvokeCommand({ FunctionName: ARN, InvocationType, Payload: Buffer.from('{"a":1}') });

test('[L3] an event is taken with 202 and handed to the function', async () => {
  const { client, invoked, permissions } = await start();
  expect((await client.send(anEvent())).StatusCode).toBe(202);
  expect(invoked).toEqual([[ARN, { a: 1 }]]);
  expect(permissions.asked).toMatchObject([{ action: 'lambda:InvokeFunction', resource: ARN }]);
});

test('[L2] a caller without the right hands nothing over', async () => {
  const { client, invoked } = await start(['lambda:InvokeFunction']);
  await expect(client.send(anEvent())).rejects.toThrow(/Not authorized|denied/i);
  expect(invoked).toEqual([]);
});

test('[L2] a call that waits for an answer is refused by name', async () => {
  const { client, invoked } = await start();
  await expect(client.send(anEvent('RequestResponse'))).rejects.toThrow('only invoke functions');
  expect(invoked).toEqual([]);
});
