import type { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../../protocol/index.ts';
import { ChatError, RateLimitedError } from '../domain/errors.ts';
import { redactedCause } from '../middleware/redact-errors.ts';
import { type HttpResponse, json } from './response.ts';

/** The one place where an error becomes an HTTP status. What is no `ChatError` is logged and hidden. */
export function httpErrors(logger: Logger): MiddlewareObj<unknown, HttpResponse> {
  return {
    onError(request) {
      const { error } = request;
      if (error instanceof ChatError) {
        const answer = errorResponse(error.code, error.message);
        request.response =
          error instanceof RateLimitedError ? retryAfter(answer, error.retry_after) : answer;
        return;
      }
      logger.error('request failed', { cause: redactedCause(error) });
      request.response = errorResponse('internal', 'Something went wrong on our side.');
    },
  };
}

const retryAfter = (answer: HttpResponse, seconds: number): HttpResponse => ({
  ...answer,
  headers: { ...answer.headers, 'retry-after': String(seconds) },
});

function errorResponse(code: ErrorCode, message: string): HttpResponse {
  const body: ErrorBody = { error: { code, message } };
  return json(ERROR_STATUS[code], body);
}
