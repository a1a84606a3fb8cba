import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Binding } from './binding.ts';
import type { FailureQueue } from './failure-queue.ts';

/** Lets the function take work by asynchronous invocations; what fails three times ends in the queue. */
export function takeWork(handler: LambdaFunction, failures: FailureQueue): void {
  handler.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(6),
    onFailure: failures.destination,
  });
}

/** The function's name for whoever hands work over, with the right to do that. */
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
