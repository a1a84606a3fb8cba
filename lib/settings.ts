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
  /** Whether this is a local run, which may use host names that nobody else can reach. */
  local: v.optional(onOff, false),
  /** The company's name, as emails and the dashboard show it. */
  siteName: name,
  /** The page that a link in an email opens. */
  siteUrl,
  /** The sites that may load the widget; the origin of `siteUrl` unless given. */
  allowedOrigins: v.optional(origins),
  /** Which query parameters to keep in the stored address of the user's page. */
  pageParameters: v.optional(parameterNames, []),
  emailFrom,
  /** What SES verifies: the address, its domain, or nothing because it is verified already. */
  emailIdentity: v.optional(
    v.picklist(['address', 'domain', 'existing'], 'must be address, domain or existing'),
    'address',
  ),
  replyEmailDelayMinutes: v.optional(wholeNumber(1, 1_440), 5),
  /** Whether people may chat without a token from the company's server. */
  visitors: v.optional(onOff, true),
  /** Default options of the widget. */
  widget: v.optional(widgetOptions, {}),
  /** After how many days messages are deleted. Default: never. */
  retentionDays: v.optional(wholeNumber(1, 3_650)),
  /** The rate limits. */
  limits: v.optional(limits, {}),
  inboxShards: v.optional(wholeNumber(1, 64), 8),
  adminIssuer: v.optional(httpsUrl),
  adminClientId: v.optional(name),
  /** Other origins of that issuer that browsers may connect to, besides its own. */
  adminIssuerOrigins: v.optional(origins),
  /** The scopes that the dashboard requests from that issuer, separated by spaces. */
  adminScope: v.optional(name),
  adminClaim: v.optional(name, 'cognito:groups'),
  adminClaimValue: v.optional(name, 'admins'),
  /** Whether admins must use a second factor, or can. */
  adminMfa: v.optional(
    v.picklist(['optional', 'required'], 'must be optional or required'),
    'optional',
  ),
  signInDomainPrefix: v.optional(domainPrefix),
  /** Whether the table, the identity secret and the admin accounts outlive the stack. */
  keepData: v.optional(onOff, true),
  /** Where alarms are sent. Default: nowhere. */
  alarmEmail: v.optional(emailAddress),
  /** Whether X-Ray traces the functions. It costs more than running them. */
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

/** The checked settings of the deployment, with all defaults. */
export type Settings = v.InferOutput<typeof SettingsSchema>;
/** The settings as written in `cdk.json` or on the command line. */
export type SettingsInput = v.InferInput<typeof SettingsSchema>;

/** Names the missing or wrong setting in one sentence. */
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

/** Returns the settings, unless they name a host of this computer or an example host. */
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

// RFC 2606 and RFC 6761 reserve these names for examples, tests and the local computer.
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
