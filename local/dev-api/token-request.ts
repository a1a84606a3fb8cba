import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(254));

/** The body of `POST /_local/token`. */
export const TokenRequestSchema = v.strictObject({
  role: v.picklist(['user', 'visitor', 'admin']),
  sub: v.optional(text),
  email: v.optional(text),
  name: v.optional(text),
});
export type TokenRequest = v.InferOutput<typeof TokenRequestSchema>;

/** The body of `POST /_local/clock`. The clock never goes back. */
export const ClockRequestSchema = v.strictObject({
  advance_seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(366 * 24 * 60 * 60)),
});
