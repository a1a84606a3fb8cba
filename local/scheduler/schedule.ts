import * as v from 'valibot';

const arnText = v.pipe(v.string(), v.startsWith('arn:aws:'));

/** The body of `CreateSchedule`, as far as one-time schedules of functions need it. */
export const CreateScheduleSchema = v.strictObject({
  ClientToken: v.optional(v.string()),
  Description: v.optional(v.string()),
  GroupName: v.optional(v.string(), 'default'),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  ActionAfterCompletion: v.optional(v.picklist(['DELETE', 'NONE']), 'NONE'),
  FlexibleTimeWindow: v.strictObject({ Mode: v.literal('OFF') }),
  ScheduleExpression: v.pipe(
    v.string(),
    v.check((text) => dueAtOf(text) !== undefined, 'Invalid Schedule Expression'),
  ),
  ScheduleExpressionTimezone: v.optional(v.literal('UTC'), 'UTC'),
  Target: v.strictObject({
    Arn: v.pipe(arnText, v.includes(':function:')),
    RoleArn: arnText,
    Input: v.optional(v.pipe(v.string(), v.check(isJson, 'Input must be valid JSON'))),
    RetryPolicy: v.optional(
      v.strictObject({
        MaximumEventAgeInSeconds: v.optional(
          v.pipe(v.number(), v.minValue(60), v.maxValue(86_400)),
        ),
        MaximumRetryAttempts: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(185))),
      }),
    ),
    DeadLetterConfig: v.optional(v.strictObject({ Arn: arnText })),
  }),
});

/** One schedule as it is kept. `id` tells two of the same name apart, one after the other. */
export const ScheduleSchema = v.object({
  ...CreateScheduleSchema.entries,
  id: v.string(),
  Name: v.string(),
  createdAt: v.number(),
  /** How far ahead the clock was then: by so much later it falls due on this clock. */
  aheadMs: v.number(),
  /** Ran once already, and stays only to be looked at. */
  isDone: v.boolean(),
});
export type Schedule = v.InferOutput<typeof ScheduleSchema>;

/** Schedule names: 64 characters at most. */
export const ScheduleNameSchema = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z-_.]{1,64}$/));

/** When a one-time expression falls due, in epoch milliseconds; undefined for any other text. */
export function dueAtOf(expression: string): number | undefined {
  const written = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression)?.[1];
  const dueAt = Date.parse(`${written}Z`);
  if (Number.isNaN(dueAt)) return undefined;
  // A day that the month does not have would else roll over into the next.
  return new Date(dueAt).toISOString().startsWith(String(written)) ? dueAt : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
