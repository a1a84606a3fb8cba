import type { Assembly, RawResource } from './assembly.ts';
import type { Scope } from './intrinsics.ts';
import { resolveValue } from './intrinsics.ts';
import { REGION } from './resource-names.ts';
import { createScope } from './scope.ts';

/** The local run's own name service: where the cloud's addresses are found on this computer. */
export type Addresses = {
  /** The value with every cloud address in its texts replaced by the local one. */
  rewrite<T>(value: T): T;
};

/** Where the local run listens: addresses without a slash at the end. */
export type Places = {
  /** Everything that a browser asks for, such as `http://localhost:3000`. */
  readonly site: string;
  /** The AWS APIs, such as `http://127.0.0.1:41235`. */
  readonly awsApis: string;
};

/**
 * Only whole `https://` and `wss://` addresses are replaced, so a host name alone, such as an
 * origin's in a distribution, stays what the template says.
 */
export function addressesOf(assembly: Assembly, places: Places): Addresses {
  const scope = createScope(assembly);
  const pairs = Object.entries(assembly.template.Resources).flatMap(([logicalId, raw]) =>
    addressPairs(logicalId, raw, scope, places),
  );
  pairs.push([DEMO_SITE, places.site]);
  const longestFirst = pairs.sort(([left], [right]) => right.length - left.length);
  const rewrite = (text: string) =>
    text.includes('://') ? longestFirst.reduce(replaceAddress, text) : text;
  return { rewrite: (value) => mapTexts(value, rewrite) };
}

/** The company's site in the project's own settings: the demo, which moves with the port. */
const DEMO_SITE = 'http://localhost:3000';

type Pair = readonly [cloud: string, local: string];

function addressPairs(logicalId: string, raw: RawResource, scope: Scope, places: Places): Pair[] {
  const ref = () => String(scope.ref(logicalId));
  const attribute = (name: string) => String(scope.attribute(logicalId, name));
  switch (raw.Type) {
    case 'AWS::CloudFront::Distribution':
      return [attribute('DomainName'), ...aliasesOf(raw, scope)].flatMap((host) =>
        sitePairs(host, places),
      );
    case 'AWS::ApiGatewayV2::Api':
      return apiPairs(ref(), attribute('ApiEndpoint'), places);
    case 'AWS::Cognito::UserPool':
      return [[attribute('ProviderURL'), `${places.site}/_local/sign-in`]];
    case 'AWS::Cognito::UserPoolDomain':
      // An origin, as the content policy lists it: a path there would match itself alone.
      return [[`https://${ref()}.auth.${REGION}.amazoncognito.com`, places.site]];
    default:
      return [];
  }
}

function sitePairs(host: string, { site }: Places): Pair[] {
  return [
    [`https://${host}`, site],
    [`wss://${host}`, site.replace('http', 'ws')],
  ];
}

/** `https://` of a WebSocket API is its `@connections` API, which is asked by signed requests. */
function apiPairs(apiId: string, endpoint: string, places: Places): Pair[] {
  const host = new URL(endpoint).host;
  if (endpoint.startsWith('https://')) return [[endpoint, places.site]];
  return [
    [endpoint, places.site.replace('http', 'ws')],
    [`https://${host}`, `${places.awsApis}/execute-api/${apiId}`],
  ];
}

function aliasesOf(raw: RawResource, scope: Scope): string[] {
  const config = resolveValue(raw.Properties.DistributionConfig, scope);
  if (typeof config !== 'object' || config === null || !('Aliases' in config)) return [];
  return Array.isArray(config.Aliases) ? config.Aliases.map(String) : [];
}

function replaceAddress(text: string, [cloud, local]: Pair): string {
  return text
    .split(cloud)
    .reduce((done, rest) => done + (/^[\w.-]/.test(rest) ? cloud : local) + rest);
}

function mapTexts<T>(value: T, change: (text: string) => string): T;
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, change)]);
  return Object.fromEntries(entries);
}
