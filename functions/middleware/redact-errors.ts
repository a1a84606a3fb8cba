import type { MiddlewareObj } from '@middy/core';

/**
 * Makes a function that is run by an event fail with only the kind and place of the error. Lambda
 * logs what a function throws and sends it to the failure queue, and an error message may contain
 * private data: SES, for example, quotes the address that it rejected.
 */
export function redactErrors<Result>(): MiddlewareObj<unknown, Result> {
  return {
    onError(request) {
      const { name, stack } = redactedCause(request.error);
      request.error = Object.assign(new Error(), { name, stack: `${name}\n${stack ?? ''}` });
    },
  };
}

const FRAMES_MAX = 7;

/** The kind and place of an error, for the log. Its message may quote what somebody wrote. */
export function redactedCause(error: unknown): { name: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  // The stack begins with the message, which may have many lines.
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return { name: error.name, stack: frames.slice(0, FRAMES_MAX).join('\n') };
}
