import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DeferredWork } from '../domain/deferred-work.ts';

/**
 * Invokes the deferred-work function. Resolves once Lambda has accepted the event, which it tries
 * up to three times.
 */
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
