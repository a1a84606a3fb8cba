import type { ErrorCode } from '../protocol/index.ts';

/** What a call of the HTTP API throws: the code of the response, `internal` when there was none. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** With `rate_limited`: in how many seconds it may be tried again. */
    readonly retry_after?: number,
  ) {
    super(message);
  }
}

/** There was no response, so nobody knows whether the call had an effect. */
export class NoResponseError extends ApiError {
  constructor() {
    super('internal', 'no response');
  }
}
