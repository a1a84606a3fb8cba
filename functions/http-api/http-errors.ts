import type { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../../protocol/index.ts';
import { ChatError, RateLimitedError } from '../domain/errors.ts';
import { safeCause } from '../middleware/safe-cause.ts';
import { type HttpAnswer, json } from './answer.ts';

/** The one place where an error becomes an HTTP status. What is no `ChatError` is logged and hidden. */
export function httpErrors(logger: Logger): MiddlewareObj<unknown, HttpAnswer> {
  return {
    onError(request) {
      const { error } = request;
      if (error instanceof ChatError) {
        const answer = errorAnswer(error.code, error.message);
        request.response =
          error instanceof RateLimitedError ? retryAfter(answer, error.retry_after) : answer;
        return;
      }
      logger.error('request failed', { cause: safeCause(error) });
      request.response = errorAnswer('internal', 'Something went wrong on our side.');
    },
  };
}

const retryAfter = (answer: HttpAnswer, seconds: number): HttpAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'retry-after': String(seconds) },
});

function errorAnswer(code: ErrorCode, message: string): HttpAnswer {
  const body: ErrorBody = { error: { code, message } };
  return json(ERROR_STATUS[code], body);
}
