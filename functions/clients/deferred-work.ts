import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DeferredWork } from '../domain/deferred-work.ts';

/** Hands work over; resolves when Lambda has taken it, and will try it three times. */
export type DeferWork = (work: DeferredWork) => Promise<void>;

export function createDeferWork(settings: { DEFERRED_WORK_FUNCTION_ARN: string }): DeferWork {
  const client = new LambdaClient();
  return async (work) => {
    await client.send(
      new InvokeCommand({
        FunctionName: settings.DEFERRED_WORK_FUNCTION_ARN,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify(work)),
      }),
    );
  };
}
