import * as v from 'valibot';
import { isWidgetOption } from '../protocol/widget-options.ts';
import { senderHeader } from './sender-header.ts';

/** Every value can also be text, because `-c name=value` passes nothing else. */

const NAME = 'must be text of 1 to 100 characters on one line';
export const name = v.pipe(v.string(NAME), v.trim(), v.regex(/^[^\p{Cc}]{1,100}$/u, NAME));

const SITE_URL = 'must be an https address (http only for localhost)';
export const siteUrl = v.pipe(
  v.string(SITE_URL),
  v.check((text) => isSecure(parseUrl(text)), SITE_URL),
);

const HTTPS_URL = 'must be an https address';
export const httpsUrl = v.pipe(
  v.string(HTTPS_URL),
  v.check((text) => parseUrl(text)?.protocol === 'https:', HTTPS_URL),
);

/** A list, or text with commas between its entries. */
const listOf = (message: string) =>
  v.union(
    [
      v.array(v.string()),
      v.pipe(
        v.string(),
        v.transform((text) => text.split(',').map((part) => part.trim())),
      ),
    ],
    message,
  );

// The functions get the list as one variable, separated by commas.
const PARAMETERS = 'must list at most 20 names of query parameters such as product_id';
export const parameterNames = v.pipe(
  listOf(PARAMETERS),
  v.maxLength(20, PARAMETERS),
  v.check((list) => list.every((entry) => /^[\w.~[\]-]{1,64}$/.test(entry)), PARAMETERS),
);

const ORIGINS =
  'must list origins such as https://shop.example, without a path or a slash at the end';
export const origins = v.pipe(
  listOf(ORIGINS),
  v.minLength(1, ORIGINS),
  v.check((list) => list.every(isOrigin), ORIGINS),
);

const EMAIL_FROM = 'must be an address, or a name and an address such as Shop <chat@shop.example>';
export const emailFrom = v.pipe(
  v.string(EMAIL_FROM),
  v.trim(),
  v.maxLength(400, EMAIL_FROM),
  v.regex(
    /^(?:[^<>\p{Cc}]+ <[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+>|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)$/u,
    EMAIL_FROM,
  ),
  v.transform((given) => {
    const start = given.indexOf('<');
    const name = start < 0 ? '' : given.slice(0, start).trim();
    const address = start < 0 ? given : given.slice(start + 1, -1);
    return {
      header: senderHeader(unquoted(name), address),
      address,
      domain: address.slice(address.indexOf('@') + 1),
    };
  }),
  v.check(({ domain }) => /[^.]\.[^.]/.test(domain), EMAIL_FROM),
);

/** Removes the quotes that a name in a header has. */
const unquoted = (name: string) =>
  /^".*"$/.test(name) ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name;

const EMAIL_ADDRESS = 'must be an email address';
export const emailAddress = v.pipe(v.string(EMAIL_ADDRESS), v.email(EMAIL_ADDRESS));

const ON_OFF = 'must be true or false';
export const onOff = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])], ON_OFF),
  v.transform((value) => value === true || value === 'true'),
);

const WIDGET = 'must be an object of options';
/** The widget's options, as an object or JSON text. */
export const widgetOptions = v.pipe(
  v.union([v.record(v.string(), v.unknown()), v.pipe(v.string(), v.parseJson())], WIDGET),
  v.record(v.string(), v.union([v.string(), v.number()]), WIDGET),
  v.check(
    (given) => wrongOption(given) === undefined,
    ({ input }) => `has no option ${wrongOption(input)} with such a value`,
  ),
);

const wrongOption = (given: Readonly<Record<string, unknown>>) =>
  Object.keys(given).find((name) => !isWidgetOption(name, given[name]));

/** A whole number from `least` to `most`. */
export function wholeNumber(
  least: number,
  most: number,
  message = `must be a whole number from ${least} to ${most}`,
) {
  return v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))], message),
    v.integer(message),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
}

const LIMITS =
  'must be an object with a whole number of at least 1, or off, for any of userMessagesPer30s, adminMessagesPer30s, visitorsPerHour, commandsPerSecond, unconfirmedEmails';
const limit = (usual: number) =>
  v.optional(v.union([v.literal('off'), wholeNumber(1, 1_000_000, LIMITS)], LIMITS), usual);
const limitsObject = v.strictObject(
  {
    userMessagesPer30s: limit(20),
    adminMessagesPer30s: limit(60),
    visitorsPerHour: limit(60),
    commandsPerSecond: limit(10),
    unconfirmedEmails: limit(3),
  },
  LIMITS,
);
/** The rate limits, as an object or JSON text. */
export const limits = v.union(
  [limitsObject, v.pipe(v.string(), v.parseJson(), limitsObject)],
  LIMITS,
);

// Cognito refuses prefixes that contain one of these three words.
const DOMAIN_PREFIX =
  'must be 1 to 63 lowercase letters, digits and inner hyphens, without aws, amazon or cognito';
export const domainPrefix = v.pipe(
  v.string(DOMAIN_PREFIX),
  v.regex(/^(?!.*(?:aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, DOMAIN_PREFIX),
);

const DOMAIN_NAME = 'must be a host name such as chat.shop.example';
export const domainName = v.pipe(
  v.string(DOMAIN_NAME),
  v.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, DOMAIN_NAME),
);

// CloudFront accepts only certificates of this region.
const CERTIFICATE_ARN = 'must be the ARN of an ACM certificate in us-east-1';
export const certificateArn = v.pipe(
  v.string(CERTIFICATE_ARN),
  v.regex(/^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, CERTIFICATE_ARN),
);

const parseUrl = (text: string) => (URL.canParse(text) ? new URL(text) : undefined);

const isSecure = (url: URL | undefined) =>
  url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === 'localhost');

const isOrigin = (text: string) => {
  const url = parseUrl(text);
  // Origins are compared as they are, so a pattern would never match.
  return isSecure(url) && url?.origin === text && !text.includes('*');
};
