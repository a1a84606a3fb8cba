import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Binding } from './binding.ts';
import type { FailureQueue } from './failure-queue.ts';

/** Lets the function run asynchronous invocations. Work that fails three times goes to the queue. */
export function acceptDeferredWork(handler: LambdaFunction, failures: FailureQueue): void {
  handler.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(6),
    onFailure: failures.destination,
  });
}

/** The function's ARN and the right to invoke it, for functions that hand work over. */
export function deferredWorkBinding(
  handler: LambdaFunction,
): Binding<'DEFERRED_WORK_FUNCTION_ARN'> {
  const invoke = new PolicyStatement({
    actions: ['lambda:InvokeFunction'],
    resources: [handler.functionArn],
  });
  return {
    variables: { DEFERRED_WORK_FUNCTION_ARN: handler.functionArn },
    statements: [invoke],
  };
}
