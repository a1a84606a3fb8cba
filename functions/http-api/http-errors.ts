import type { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../../protocol/index.ts';
import { ChatError, RateLimitedError } from '../domain/errors.ts';
import { redactedCause } from '../middleware/redact-errors.ts';
import { type HttpResponse, json } from './response.ts';

/**
 * Turns an error into an HTTP response. An error that is not a `ChatError` is logged, and the
 * response does not show it.
 */
export function httpErrors(logger: Logger): MiddlewareObj<unknown, HttpResponse> {
  return {
    onError(request) {
      const { error } = request;
      if (error instanceof ChatError) {
        const response = errorResponse(error.code, error.message);
        request.response =
          error instanceof RateLimitedError ? retryAfter(response, error.retry_after) : response;
        return;
      }
      logger.error('request failed', { cause: redactedCause(error) });
      request.response = errorResponse('internal', 'Something went wrong on our side.');
    },
  };
}

const retryAfter = (response: HttpResponse, seconds: number): HttpResponse => ({
  ...response,
  headers: { ...response.headers, 'retry-after': String(seconds) },
});

function errorResponse(code: ErrorCode, message: string): HttpResponse {
  const body: ErrorBody = { error: { code, message } };
  return json(ERROR_STATUS[code], body);
}
