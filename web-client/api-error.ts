import type { ErrorCode } from '../protocol/index.ts';

/** What a call of the HTTP API throws: the code of the answer, `internal` when there was none. */
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

/** There was no answer at all, so that nothing is known of what became of the call. */
export class NoResponseError extends ApiError {
  constructor() {
    super('internal', 'no answer');
  }
}
