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
/** How many days chats are kept; 0 means forever. */
const retention = { RETENTION_DAYS: wholeNumber };
/** The query parameters that are kept in the URL of the page that a user writes from. */
const pages = { PAGE_PARAMETERS: list };
const limit = v.union([v.literal('off'), v.pipe(v.number(), v.integer(), v.minValue(1))]);
const limits = {
  /** The rate limits as JSON; `off` means unlimited. */
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
  /**
   * A signed-in person is an admin if this claim equals this value, or is a list that contains it.
   */
  ADMIN_CLAIM: text,
  ADMIN_CLAIM_VALUE: text,
};
const origins = {
  /** The address of the chat, `https://…` without a slash at the end. */
  PUBLIC_URL: v.pipe(text, v.url()),
  /** The origins of the sites that may load the widget, separated by commas. */
  ALLOWED_ORIGINS: list,
};
const site = { SITE_NAME: text, SITE_URL: v.pipe(text, v.url()) };
const connections = {
  /** The `@connections` URL of the WebSocket API, including the stage. */
  CONNECTIONS_ENDPOINT: v.pipe(text, v.url()),
};

const schedules = {
  SCHEDULE_GROUP: text,
  SCHEDULE_ROLE_ARN: text,
  REPLY_EMAIL_FUNCTION_ARN: text,
  FAILURE_QUEUE_ARN: text,
  REPLY_EMAIL_DELAY_MINUTES: wholeNumber,
};

/**
 * The environment variables of each function: the stack sets them, the function reads them once.
 */
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
    /** A secret header value that CloudFront adds to each request. */
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
/** The variables as the stack sets them: all strings. */
export type EnvironmentVariables<N extends FunctionName> = Record<
  keyof v.InferInput<(typeof ENVIRONMENTS)[N]>,
  string
>;

/** Reads the function's environment. Throws an error that names a missing or wrong variable. */
export function readEnvironment<N extends FunctionName>(name: N): Environment<N> {
  const parsed = v.safeParse(ENVIRONMENTS[name], process.env);
  if (parsed.success) return parsed.output as Environment<N>;
  const [issue] = parsed.issues;
  throw new Error(`${name}: environment variable ${v.getDotPath(issue)}: ${issue.message}`);
}
