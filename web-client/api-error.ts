import type { ErrorCode } from '../protocol/index.ts';

/** What a call of the HTTP API throws: the code of the answer, `internal` when there was none. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}
