import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty());
const wholeNumber = v.pipe(text, v.digits(), v.transform(Number));
const onOff = v.pipe(
  v.picklist(['on', 'off']),
  v.transform((value) => value === 'on'),
);
const list = v.pipe(
  v.string(),
  v.transform((value) => value.split(',').filter((entry) => entry !== '')),
);

const table = { TABLE_NAME: text, VERSION: text };
const inbox = { INBOX_SHARDS: v.pipe(wholeNumber, v.minValue(1)) };
/** How many days chats are kept; 0 stands for ever. */
const retention = { RETENTION_DAYS: wholeNumber };
/** The query parameters that stay in the address of a page that a user writes from. */
const pages = { PAGE_PARAMETERS: list };
const limit = v.union([v.literal('off'), v.pipe(v.number(), v.integer(), v.minValue(1))]);
const limits = {
  /** How much of what is let through, as JSON; `off` sets no limit. */
  LIMITS: v.pipe(
    text,
    v.parseJson(),
    v.object({
      userMessagesPer30s: limit,
      adminMessagesPer30s: limit,
      visitorsPerHour: limit,
      commandsPerSecond: limit,
      unconfirmedEmails: limit,
    }),
  ),
};
const identity = {
  /** The secret that users' tokens are signed with: `{ "current": "…", "previous": "…" }`. */
  IDENTITY_SECRET_ARN: text,
};
const adminRight = {
  /** A signed-in person is an admin when this claim is, or contains, this value. */
  ADMIN_CLAIM: text,
  ADMIN_CLAIM_VALUE: text,
};
const origins = {
  /** The chat's own address, `https://…` without a slash at the end. */
  PUBLIC_URL: v.pipe(text, v.url()),
  /** The sites that may load the widget, as origins, separated by commas. */
  ALLOWED_ORIGINS: list,
};
const site = { SITE_NAME: text, SITE_URL: v.pipe(text, v.url()) };
const connections = {
  /** The `@connections` address of the WebSocket API, stage included. */
  CONNECTIONS_ENDPOINT: v.pipe(text, v.url()),
};

const schedules = {
  SCHEDULE_GROUP: text,
  SCHEDULE_ROLE_ARN: text,
  REPLY_EMAIL_FUNCTION_ARN: text,
  FAILURE_QUEUE_ARN: text,
  REPLY_EMAIL_DELAY_MINUTES: wholeNumber,
};

/** What each function needs in its environment: the stack sets it, the function reads it once. */
export const ENVIRONMENTS = {
  'http-api': v.object({
    ...table,
    ...inbox,
    ...retention,
    ...limits,
    ...pages,
    ...identity,
    ...adminRight,
    ...origins,
    ...site,
    VISITORS: onOff,
    /** What the edge sends along with each request, and nobody else knows. */
    EDGE_PROOF: text,
  }),
  socket: v.object({
    ...table,
    ...inbox,
    ...retention,
    ...limits,
    ...pages,
    ...identity,
    ...adminRight,
    ...origins,
    ...connections,
    ADMIN_ISSUER: v.pipe(text, v.url()),
    ADMIN_CLIENT_ID: text,
  }),
  'fan-out': v.object({
    ...table,
    ...connections,
    ...schedules,
    DEFERRED_WORK_FUNCTION_ARN: text,
  }),
  'deferred-work': v.object({
    ...table,
    ...inbox,
    ...retention,
    ...connections,
    ...schedules,
  }),
  'reply-email': v.object({
    ...table,
    ...limits,
    ...identity,
    ...origins,
    ...site,
    EMAIL_FROM: text,
    EMAIL_CONFIGURATION_SET: text,
  }),
} as const;

export type FunctionName = keyof typeof ENVIRONMENTS;
export type Environment<N extends FunctionName> = v.InferOutput<(typeof ENVIRONMENTS)[N]>;
/** The variables as the stack writes them: every one a string. */
export type EnvironmentVariables<N extends FunctionName> = Record<
  keyof v.InferInput<(typeof ENVIRONMENTS)[N]>,
  string
>;

/** Reads the function's environment. A missing or wrong variable stops the start and is named. */
export function readEnvironment<N extends FunctionName>(name: N): Environment<N> {
  const parsed = v.safeParse(ENVIRONMENTS[name], process.env);
  if (parsed.success) return parsed.output as Environment<N>;
  const [issue] = parsed.issues;
  throw new Error(`${name}: environment variable ${v.getDotPath(issue)}: ${issue.message}`);
}
