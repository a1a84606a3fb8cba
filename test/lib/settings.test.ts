import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from '../../lib/settings.ts';
import { someSettings } from './stack.ts';

const read = (given: Record<string, unknown>) =>
  readSettings({ supportChat: { ...someSettings(), ...given } });

const refusal = (context: Record<string, unknown>) => {
  try {
    readSettings(context);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'accepted';
};

test('[O1] three settings are enough, the rest has defaults', () => {
  expect(read({})).toEqual({
    siteName: 'Tea shop',
    siteUrl: 'https://tea.example/start',
    allowedOrigins: ['https://tea.example'],
    pageParameters: [],
    emailFrom: {
      header: 'Tea shop <chat@tea.example>',
      address: 'chat@tea.example',
      domain: 'tea.example',
    },
    emailIdentity: 'address',
    replyEmailDelayMinutes: 5,
    visitors: true,
    widget: {},
    limits: {
      userMessagesPer30s: 20,
      adminMessagesPer30s: 60,
      visitorsPerHour: 60,
      commandsPerSecond: 10,
      unconfirmedEmails: 3,
    },
    inboxShards: 8,
    adminClaim: 'cognito:groups',
    adminClaimValue: 'admins',
    adminMfa: 'optional',
    local: true,
    tracing: false,
    keepData: true,
  });
});

test('[O1] a single value wins over the object, and may be text', () => {
  const settings = readSettings({
    supportChat: someSettings(),
    'supportChat.siteName': 'Coffee shop',
    'supportChat.inboxShards': '16',
    'supportChat.visitors': 'false',
    'supportChat.allowedOrigins': 'https://a.example, http://localhost:5173',
    'aws:cdk:some-flag': true,
  });
  expect(settings).toMatchObject({
    siteName: 'Coffee shop',
    inboxShards: 16,
    visitors: false,
    allowedOrigins: ['https://a.example', 'http://localhost:5173'],
  });
});

test.each([
  [{ userMessagesPer30s: 5, commandsPerSecond: 'off' }],
  ['{"userMessagesPer30s":"5","commandsPerSecond":"off"}'],
])('[O1] each limit may be another or off, and the others keep their default: %j', (limits) => {
  expect(read({ limits }).limits).toEqual({
    userMessagesPer30s: 5,
    adminMessagesPer30s: 60,
    visitorsPerHour: 60,
    commandsPerSecond: 'off',
    unconfirmedEmails: 3,
  });
});

test('[O1] the object may come as JSON text', () => {
  const settings = readSettings({ supportChat: JSON.stringify(someSettings()) });
  expect(settings.siteName).toBe('Tea shop');
});

test('an address may come without a name', () => {
  expect(read({ emailFrom: 'chat@tea.example' }).emailFrom).toEqual({
    header: 'chat@tea.example',
    address: 'chat@tea.example',
    domain: 'tea.example',
  });
});

test.each([
  ['Tea: the shop <chat@tea.example>', '"Tea: the shop" <chat@tea.example>'],
  ['"Tea, Inc." <chat@tea.example>', '"Tea, Inc." <chat@tea.example>'],
  ['Teeläden <chat@tea.example>', '=?UTF-8?B?VGVlbMOkZGVu?= <chat@tea.example>'],
])('a sender’s name is written as a header wants it: %s', (emailFrom, header) => {
  expect(read({ emailFrom }).emailFrom).toEqual({
    header,
    address: 'chat@tea.example',
    domain: 'tea.example',
  });
});

test.each(['siteName', 'siteUrl', 'emailFrom'])('[O1] a missing %s is named', (name) => {
  const rest = Object.fromEntries(Object.entries(someSettings()).filter(([key]) => key !== name));
  expect(refusal({ supportChat: rest })).toBe(
    `Setting ${name} is missing: set it in cdk.json, or with -c supportChat.NAME=VALUE.`,
  );
});

const NAME = 'must be text of 1 to 100 characters on one line';
const SITE_URL = 'must be an https address (http only for localhost)';
const ORIGINS =
  'must list origins such as https://shop.example, without a path or a slash at the end';
const EMAIL_FROM = 'must be an address, or a name and an address such as Shop <chat@shop.example>';
const PARAMETERS = 'must list at most 20 names of query parameters such as product_id';
const LIMITS =
  'must be an object with a whole number of at least 1, or off, for any of userMessagesPer30s, adminMessagesPer30s, visitorsPerHour, commandsPerSecond, unconfirmedEmails';
const PREFIX =
  'must be 1 to 63 lowercase letters, digits and inner hyphens, without aws, amazon or cognito';

test.each([
  ['siteName', '', NAME],
  ['siteName', 'a\nb', NAME],
  ['siteName', 7, NAME],
  ['siteUrl', 'tea.example', SITE_URL],
  ['siteUrl', 'http://tea.example', SITE_URL],
  ['allowedOrigins', '*', ORIGINS],
  ['allowedOrigins', 'https://*', ORIGINS],
  ['allowedOrigins', 'https://*.tea.example', ORIGINS],
  ['allowedOrigins', [], ORIGINS],
  ['allowedOrigins', ['https://tea.example/'], ORIGINS],
  ['allowedOrigins', 'https://tea.example,http://tea.example', ORIGINS],
  ['pageParameters', 'a b', PARAMETERS],
  ['pageParameters', [''], PARAMETERS],
  ['emailFrom', 'Tea shop', EMAIL_FROM],
  ['emailFrom', 'chat@tea', EMAIL_FROM],
  ['emailFrom', 'chat\u0000@tea.example', EMAIL_FROM],
  ['emailFrom', 'chat(1)@tea.example', EMAIL_FROM],
  ['emailFrom', 'Tea <cha:t@tea.example>', EMAIL_FROM],
  ['emailFrom', 'teeläden@tea.example', EMAIL_FROM],
  ['emailFrom', 'Tea <chat@localhost>', EMAIL_FROM],
  ['adminMfa', 'on', 'must be optional or required'],
  ['emailFrom', 'Tea <chat@tea.example>, x@y.example', EMAIL_FROM],
  ['emailIdentity', 'create', 'must be address, domain or existing'],
  ['replyEmailDelayMinutes', 0, 'must be a whole number from 1 to 1440'],
  ['replyEmailDelayMinutes', '1441', 'must be a whole number from 1 to 1440'],
  ['replyEmailDelayMinutes', 1.5, 'must be a whole number from 1 to 1440'],
  ['visitors', 'yes', 'must be true or false'],
  ['widget', 'blue', 'must be an object of options'],
  ['widget', { position: 'top' }, 'has no option position with such a value'],
  ['widget', { colour: '#fff' }, 'has no option colour with such a value'],
  ['limits', 'off', LIMITS],
  ['limits', { userMessagesPer30s: 0 }, LIMITS],
  ['limits', { visitorsPerHour: 'none' }, LIMITS],
  ['limits', { messagesPerDay: 5 }, LIMITS],
  ['inboxShards', 65, 'must be a whole number from 1 to 64'],
  ['retentionDays', 0, 'must be a whole number from 1 to 3650'],
  ['adminIssuer', 'http://issuer.example', 'must be an https address'],
  ['alarmEmail', 'ops', 'must be an email address'],
  ['signInDomainPrefix', 'my-cognito', PREFIX],
  ['signInDomainPrefix', '-tea', PREFIX],
  ['keepData', 1, 'must be true or false'],
  ['domainName', 'https://chat.tea.example', 'must be a host name such as chat.shop.example'],
  [
    'certificateArn',
    'arn:aws:acm:eu-west-1:123456789012:certificate/1',
    'must be the ARN of an ACM certificate in us-east-1',
  ],
])('[O1] %s = %j is refused in one sentence', (name, value, must) => {
  expect(refusal({ supportChat: { ...someSettings(), [name]: value } })).toBe(
    `Setting ${name} ${must}.`,
  );
});

test('[O1] an unknown setting is refused by its name', () => {
  expect(refusal({ supportChat: someSettings(), 'supportChat.sitename': 'x' })).toMatch(
    /^Setting sitename is unknown \(known are local, siteName, siteUrl, .*certificateArn\)\.$/,
  );
});

test.each([
  [{ adminIssuer: 'https://i.example' }, 'adminIssuer and adminClientId'],
  [{ adminClientId: 'abc' }, 'adminIssuer and adminClientId'],
  [{ domainName: 'chat.tea.example' }, 'domainName and certificateArn'],
])('[O1] half of a pair is refused: %j', (given, pair) => {
  expect(refusal({ supportChat: { ...someSettings(), ...given } })).toBe(
    `Settings ${pair} must be given together.`,
  );
});

test('[A1] origins of an issuer without the issuer are refused', () => {
  const given = { ...someSettings(), adminIssuerOrigins: 'https://tokens.example' };
  expect(refusal({ supportChat: given })).toBe('Settings adminIssuerOrigins needs adminIssuer.');
});

test('[A1] a scope for an issuer without the issuer is refused', () => {
  const given = { ...someSettings(), adminScope: 'openid' };
  expect(refusal({ supportChat: given })).toBe('Settings adminScope needs adminIssuer.');
});

test('[A1] a scope without openid is refused', () => {
  const own = { adminIssuer: 'https://i.example', adminClientId: 'chat', adminScope: 'profile' };
  expect(refusal({ supportChat: { ...someSettings(), ...own } })).toBe(
    'Settings adminScope must contain openid.',
  );
});

test.each([['text'], [7], [null]])('[O1] settings that are no object are refused: %j', (given) => {
  expect(refusal({ supportChat: given })).toBe(
    'The context value supportChat must be an object, or JSON text of one.',
  );
});

describe('[O9] a deployment names hosts that others can reach', () => {
  const real = {
    local: false,
    siteUrl: 'https://tea-shop.de',
    emailFrom: 'chat@tea-shop.de',
  };

  test('such as these', () => {
    expect(read(real).allowedOrigins).toEqual(['https://tea-shop.de']);
    expect(read({ ...real, siteUrl: 'https://example-shop.de/contest' }).local).toBe(false);
  });

  test.each([
    ['siteUrl', 'http://localhost:3000', 'localhost'],
    ['siteUrl', 'https://shop.example', 'shop.example'],
    ['siteUrl', 'https://127.0.0.1', '127.0.0.1'],
    ['siteUrl', 'https://www.example.com', 'www.example.com'],
    ['allowedOrigins', 'https://tea-shop.de,http://localhost:5173', 'localhost'],
    ['emailFrom', 'Tea <chat@example.com>', 'example.com'],
    ['emailFrom', 'chat@tea.test', 'tea.test'],
  ])('and not %s = %s', (setting, value, host) => {
    expect(refusal({ supportChat: { ...someSettings(), ...real, [setting]: value } })).toBe(
      `Setting ${setting} names ${host}, which nobody else can reach: set your own in cdk.json or with -c supportChat.${setting}=VALUE, or say -c supportChat.local=true for a local run.`,
    );
  });
});
