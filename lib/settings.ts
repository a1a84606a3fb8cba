import * as v from 'valibot';
import {
  certificateArn,
  domainName,
  domainPrefix,
  emailAddress,
  emailFrom,
  httpsUrl,
  limits,
  name,
  onOff,
  origins,
  parameterNames,
  siteUrl,
  wholeNumber,
  widgetOptions,
} from './setting-types.ts';

const entries = {
  /** Whether this is for one computer alone: then names that nobody can reach are fine. */
  local: v.optional(onOff, false),
  /** The company's or shop's name, as emails and the admin show it. */
  siteName: name,
  /** The page that a link in an email opens. */
  siteUrl,
  /** The sites that may load the widget; the origin of `siteUrl` unless given. */
  allowedOrigins: v.optional(origins),
  /** Which query parameters stay in the address of the page that a user writes from. */
  pageParameters: v.optional(parameterNames, []),
  emailFrom,
  /** What to verify with SES: the address, its whole domain, or nothing because it already is. */
  emailIdentity: v.optional(
    v.picklist(['address', 'domain', 'existing'], 'must be address, domain or existing'),
    'address',
  ),
  replyEmailDelayMinutes: v.optional(wholeNumber(1, 1_440), 5),
  /** Whether people may chat without the company's server vouching for them. */
  visitors: v.optional(onOff, true),
  /** How the widget looks and speaks where a page does not say it. */
  widget: v.optional(widgetOptions, {}),
  /** After how many days chats go; never unless given. */
  retentionDays: v.optional(wholeNumber(1, 3_650)),
  /** How much one person may do in how long a time. */
  limits: v.optional(limits, {}),
  inboxShards: v.optional(wholeNumber(1, 64), 8),
  adminIssuer: v.optional(httpsUrl),
  adminClientId: v.optional(name),
  /** Where else that issuer answers; browsers may reach its own origin in any case. */
  adminIssuerOrigins: v.optional(origins),
  /** What the dashboard asks that issuer for, separated by spaces. */
  adminScope: v.optional(name),
  adminClaim: v.optional(name, 'cognito:groups'),
  adminClaimValue: v.optional(name, 'admins'),
  /** Whether each admin has to use a second factor, or may. */
  adminMfa: v.optional(
    v.picklist(['optional', 'required'], 'must be optional or required'),
    'optional',
  ),
  signInDomainPrefix: v.optional(domainPrefix),
  /** Whether the table, the identity secret and the admins' accounts outlive the stack. */
  keepData: v.optional(onOff, true),
  /** Who is told when an alarm goes off; nobody unless given. */
  alarmEmail: v.optional(emailAddress),
  /** Whether X-Ray traces the functions, which costs more than running them. */
  tracing: v.optional(onOff, false),
  domainName: v.optional(domainName),
  certificateArn: v.optional(certificateArn),
};

const SettingsSchema = v.pipe(
  v.strictObject(entries, (issue) =>
    issue.expected === 'never'
      ? `is unknown (known are ${Object.keys(entries).join(', ')})`
      : 'is missing: set it in cdk.json, or with -c supportChat.NAME=VALUE',
  ),
  v.check(
    ({ adminIssuer, adminClientId }) =>
      (adminIssuer === undefined) === (adminClientId === undefined),
    'adminIssuer and adminClientId must be given together',
  ),
  v.check(
    ({ adminIssuer, adminIssuerOrigins }) =>
      adminIssuer !== undefined || adminIssuerOrigins === undefined,
    'adminIssuerOrigins needs adminIssuer',
  ),
  v.check(
    ({ adminIssuer, adminScope }) => adminIssuer !== undefined || adminScope === undefined,
    'adminScope needs adminIssuer',
  ),
  v.check(
    ({ adminScope = 'openid' }) => adminScope.split(' ').includes('openid'),
    'adminScope must contain openid',
  ),
  v.check(
    (given) => (given.domainName === undefined) === (given.certificateArn === undefined),
    'domainName and certificateArn must be given together',
  ),
  v.transform((given) => ({
    ...given,
    allowedOrigins: given.allowedOrigins ?? [new URL(given.siteUrl).origin],
  })),
);

/** The deployment's settings, checked, with every default filled in. */
export type Settings = v.InferOutput<typeof SettingsSchema>;
/** The settings as somebody writes them. */
export type SettingsInput = v.InferInput<typeof SettingsSchema>;

/** Says in one sentence which setting is missing or wrong. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings out of the CDK context: the object `supportChat` (or JSON text of one), over
 * it single values such as `supportChat.siteName`, which is how `-c` gives them.
 * @throws SettingsError that names the first setting that is missing, wrong or unknown.
 */
export function readSettings(context: Readonly<Record<string, unknown>>): Settings {
  const parsed = v.safeParse(SettingsSchema, { ...base(context.supportChat), ...single(context) });
  if (parsed.success) return real(parsed.output);
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue)?.split('.')[0];
  throw new SettingsError(
    path ? `Setting ${path} ${issue.message}.` : `Settings ${issue.message}.`,
  );
}

/** The settings themselves, unless they name a host of this computer, or one for examples alone. */
function real(settings: Settings): Settings {
  if (settings.local) return settings;
  const { siteUrl, allowedOrigins, emailFrom } = settings;
  const named = [
    { setting: 'siteUrl', host: new URL(siteUrl).hostname },
    ...allowedOrigins.map((url) => ({ setting: 'allowedOrigins', host: new URL(url).hostname })),
    { setting: 'emailFrom', host: emailFrom.domain },
  ];
  const unreal = named.find(({ host }) => UNREAL_HOST.test(host));
  if (!unreal) return settings;
  const { setting, host } = unreal;
  throw new SettingsError(
    `Setting ${setting} names ${host}, which nobody else can reach: set your own in cdk.json or with -c supportChat.${setting}=VALUE, or say -c supportChat.local=true for a local run.`,
  );
}

// RFC 2606 and RFC 6761 keep these names for examples, tests and the own computer.
const UNREAL_HOST =
  /(?:^|\.)(?:localhost|example|test|invalid|example\.(?:com|net|org))$|^127\.|^\[::1\]$/i;

const PREFIX = 'supportChat.';

const single = (context: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(context)
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, value]) => [key.slice(PREFIX.length), value]),
  );

const BaseSchema = v.union([
  v.pipe(
    v.undefined(),
    v.transform(() => ({})),
  ),
  v.record(v.string(), v.unknown()),
  v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())),
]);

function base(given: unknown): Record<string, unknown> {
  const parsed = v.safeParse(BaseSchema, given);
  if (parsed.success) return parsed.output;
  throw new SettingsError('The context value supportChat must be an object, or JSON text of one.');
}
