import middy from '@middy/core';
import { describe, expect, test } from 'vitest';
import { redactErrors, redactedCause } from '../../../functions/middleware/redact-errors.ts';

class MessageRejected extends Error {
  override readonly name = 'MessageRejected';
}
const error = new MessageRejected('not verified:\nalice@example.com\nwrote "hello"');

describe('[S6] what is logged of an error', () => {
  test('is its kind and place, and nothing of its message, even with many lines', () => {
    const cause = redactedCause(error);
    expect(cause.name).toBe('MessageRejected');
    expect(cause.stack).toMatch(/redact-errors\.test\.ts/);
    expect(JSON.stringify(cause)).not.toMatch(/alice|hello|verified/);
  });

  test('by Lambda for an asynchronous function is the same', async () => {
    const handler = middy()
      .use(redactErrors())
      .handler(() => Promise.reject(error));
    const thrown = await Promise.resolve(handler({}, context)).catch((reason: unknown) => reason);
    if (!(thrown instanceof Error)) throw new Error('did not fail');
    expect(thrown.name).toBe('MessageRejected');
    expect(thrown.stack).toMatch(/redact-errors\.test\.ts/);
    expect(`${thrown.message} ${thrown.stack}`).not.toMatch(/alice|hello|verified/);
  });
});

const context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'f',
  functionVersion: '1',
  invokedFunctionArn: 'arn',
  memoryLimitInMB: '128',
  awsRequestId: 'r',
  logGroupName: 'g',
  logStreamName: 's',
  getRemainingTimeInMillis: () => 1_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
