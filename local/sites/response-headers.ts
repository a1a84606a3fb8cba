import * as v from 'valibot';
import {
  type Header,
  type HttpAnswer,
  type HttpRequest,
  headerOf,
} from '../gateway/http-exchange.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { refOf } from '../template/resource-reference.ts';
import type { Template } from '../types.ts';

/** A response headers policy: what the distribution adds to an origin's answer. */
export type HeadersPolicy = (answer: HttpAnswer, request: HttpRequest) => HttpAnswer;

/** The template's policy of this id. Throws when there is none, or when it sets what is not known. */
export function loadHeadersPolicy(template: Template, id: string): HeadersPolicy {
  const resource = template
    .ofType('AWS::CloudFront::ResponseHeadersPolicy')
    .find((candidate) => refOf(candidate) === id);
  if (resource === undefined) throw new Error(`The template has no response headers policy ${id}.`);
  const { ResponseHeadersPolicyConfig: config } = parseProperties(resource, policySchema);
  const settings = [...securityHeaders(config.SecurityHeadersConfig), ...customHeaders(config)];
  const removed = config.RemoveHeadersConfig.Items.map(({ Header: name }) => name.toLowerCase());
  return (answer, request) => {
    const kept = answer.headers.filter(([name]) => !removed.includes(name.toLowerCase()));
    const all = [...settings, ...corsHeaders(config.CorsConfig, request)];
    return { ...answer, headers: all.reduce(apply, kept) };
  };
}

/** A header that the policy sets; without `override`, the origin's own stays. */
type Setting = { readonly header: Header; readonly override: boolean };

function apply(headers: readonly Header[], { header, override }: Setting): Header[] {
  const [name] = header;
  if (!override && headerOf(headers, name.toLowerCase()) !== undefined) return [...headers];
  return [...headers.filter(([key]) => key.toLowerCase() !== name.toLowerCase()), header];
}

const Override = v.boolean();
const items = v.optional(v.object({ Items: v.array(v.string()) }), { Items: [] });
const securitySchema = v.strictObject({
  ContentSecurityPolicy: v.optional(
    v.strictObject({ ContentSecurityPolicy: v.string(), Override }),
  ),
  ContentTypeOptions: v.optional(v.strictObject({ Override })),
  FrameOptions: v.optional(v.strictObject({ FrameOption: v.string(), Override })),
  ReferrerPolicy: v.optional(v.strictObject({ ReferrerPolicy: v.string(), Override })),
  StrictTransportSecurity: v.optional(
    v.strictObject({
      AccessControlMaxAgeSec: v.number(),
      IncludeSubdomains: v.optional(v.boolean(), false),
      Preload: v.optional(v.boolean(), false),
      Override,
    }),
  ),
  XSSProtection: v.optional(
    v.strictObject({
      Protection: v.boolean(),
      ModeBlock: v.optional(v.boolean(), false),
      Override,
    }),
  ),
});
const corsSchema = v.strictObject({
  AccessControlAllowCredentials: v.boolean(),
  AccessControlAllowHeaders: items,
  AccessControlAllowMethods: items,
  AccessControlAllowOrigins: items,
  AccessControlExposeHeaders: items,
  AccessControlMaxAgeSec: v.optional(v.number()),
  OriginOverride: v.boolean(),
});
const policySchema = v.object({
  ResponseHeadersPolicyConfig: v.strictObject({
    Name: v.string(),
    Comment: v.optional(v.string()),
    SecurityHeadersConfig: v.optional(securitySchema, {}),
    CorsConfig: v.optional(corsSchema),
    CustomHeadersConfig: v.optional(
      v.object({
        Items: v.array(v.object({ Header: v.string(), Value: v.string(), Override })),
      }),
      { Items: [] },
    ),
    RemoveHeadersConfig: v.optional(
      v.object({ Items: v.array(v.object({ Header: v.string() })) }),
      { Items: [] },
    ),
  }),
});
type Security = v.InferOutput<typeof securitySchema>;
type Config = v.InferOutput<typeof policySchema>['ResponseHeadersPolicyConfig'];

function customHeaders({ CustomHeadersConfig }: Config): Setting[] {
  return CustomHeadersConfig.Items.map((item) => ({
    header: [item.Header.toLowerCase(), item.Value],
    override: item.Override,
  }));
}

function securityHeaders(config: Security): Setting[] {
  const set = (name: string, part: { Override: boolean } | undefined, value: string): Setting[] =>
    part === undefined ? [] : [{ header: [name, value], override: part.Override }];
  const { ContentSecurityPolicy: csp, StrictTransportSecurity: hsts, XSSProtection: xss } = config;
  const { FrameOptions: frame, ReferrerPolicy: referrer } = config;
  return [
    ...set('content-security-policy', csp, csp?.ContentSecurityPolicy ?? ''),
    ...set('x-content-type-options', config.ContentTypeOptions, 'nosniff'),
    ...set('x-frame-options', frame, frame?.FrameOption ?? ''),
    ...set('referrer-policy', referrer, referrer?.ReferrerPolicy ?? ''),
    ...set('strict-transport-security', hsts, hsts === undefined ? '' : hstsValue(hsts)),
    ...set('x-xss-protection', xss, xss === undefined ? '' : xssValue(xss)),
  ];
}

function hstsValue(hsts: NonNullable<Security['StrictTransportSecurity']>): string {
  const subdomains = hsts.IncludeSubdomains ? '; includeSubDomains' : '';
  return `max-age=${hsts.AccessControlMaxAgeSec}${subdomains}${hsts.Preload ? '; preload' : ''}`;
}

function xssValue(xss: NonNullable<Security['XSSProtection']>): string {
  if (!xss.Protection) return '0';
  return xss.ModeBlock ? '1; mode=block' : '1';
}

/** Only a request that names its origin gets them. */
function corsHeaders(config: Config['CorsConfig'], request: HttpRequest): Setting[] {
  const origin = headerOf(request.headers, 'origin');
  if (config === undefined || origin === undefined) return [];
  const origins = config.AccessControlAllowOrigins.Items;
  const isOpen = origins.includes('*');
  if (!isOpen && !origins.includes(origin)) return [];
  const listed = (name: string, values: readonly string[]): Header[] =>
    values.length === 0 ? [] : [[name, values.join(', ')]];
  const headers: Header[] = [
    ['access-control-allow-origin', isOpen ? '*' : origin],
    ...listed('access-control-allow-methods', config.AccessControlAllowMethods.Items),
    ...listed('access-control-allow-headers', config.AccessControlAllowHeaders.Items),
    ...listed('access-control-expose-headers', config.AccessControlExposeHeaders.Items),
  ];
  if (config.AccessControlAllowCredentials) {
    headers.push(['access-control-allow-credentials', 'true']);
  }
  if (config.AccessControlMaxAgeSec !== undefined) {
    headers.push(['access-control-max-age', String(config.AccessControlMaxAgeSec)]);
  }
  return headers.map((header) => ({ header, override: config.OriginOverride }));
}
