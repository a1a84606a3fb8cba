import type { MiddlewareObj } from '@middy/core';
import { safeCause } from './safe-cause.ts';

/**
 * Lets a function that is run by an event fail with the kind and place of the error alone. Lambda
 * logs what a function throws and hands it to the failure queue, and the text of an error may hold
 * what nobody should read there: SES names the address that it did not take.
 */
export function quietErrors<Answer>(): MiddlewareObj<unknown, Answer> {
  return {
    onError(request) {
      request.error = withoutText(request.error);
    },
  };
}

function withoutText(error: unknown): Error {
  const { name, stack } = safeCause(error);
  return Object.assign(new Error(), { name, stack: `${name}\n${stack ?? ''}` });
}
