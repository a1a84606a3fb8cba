import * as v from 'valibot';

/** Every error code on the wire with its HTTP status. The sockets use the same codes. */
export const ERROR_STATUS = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Codes as a client reads them: an unknown one counts as `internal`. */
export const ErrorCodeSchema = v.fallback(
  v.picklist(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  'internal',
);

/** The body of every HTTP response that is not 2xx. */
export const ErrorBodySchema = v.object({
  error: v.object({ code: ErrorCodeSchema, message: v.string() }),
});
export type ErrorBody = { error: { code: ErrorCode; message: string } };
