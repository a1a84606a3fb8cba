import type { JWTPayload } from 'jose';
import type { ApiDefinition, Route } from '../gateway/api-definition.ts';
import { type HttpRequest, headerOf } from '../gateway/http-exchange.ts';
import { ACCOUNT } from '../template/resource-names.ts';
import type { RouteMatch } from './match-route.ts';

type EventSource = {
  readonly api: ApiDefinition;
  readonly match: RouteMatch<Route>;
  readonly claims: JWTPayload | undefined;
  readonly requestId: string;
  /** Percent-decoded, as the gateway hands it over. */
  readonly path: string;
  readonly now: Date;
};

/** The event of payload format 2.0 that API Gateway hands to the function of a route. */
export function createHttpEvent(request: HttpRequest, source: EventSource) {
  const { api, match, path, now } = source;
  const cookies = cookiesOf(request);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookies.length > 0 && { cookies }),
    headers: headersOf(request, api.host, source.requestId),
    ...(request.query !== '' && { queryStringParameters: queryOf(request.query) }),
    ...(Object.keys(match.parameters).length > 0 && { pathParameters: match.parameters }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: api.id,
      ...authorizerOf(source),
      domainName: api.host,
      domainPrefix: api.id,
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sender,
        userAgent: headerOf(request.headers, 'user-agent') ?? '',
      },
      requestId: source.requestId,
      routeKey: match.route.key,
      stage: api.stage,
      time: formatClfTime(now),
      timeEpoch: now.getTime(),
    },
    ...bodyOf(request),
  };
}

function headersOf(request: HttpRequest, host: string, requestId: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    if (key === 'cookie' || CONNECTION_HEADERS.has(key)) continue;
    headers[key] = headers[key] === undefined ? value : `${headers[key]},${value}`;
  }
  const viewers = headers['x-forwarded-for'];
  return {
    ...headers,
    'content-length': String(request.body.length),
    host,
    'x-amzn-trace-id': `Root=1-${requestId}`,
    'x-forwarded-for': viewers === undefined ? request.sender : `${viewers}, ${request.sender}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

function cookiesOf(request: HttpRequest): string[] {
  const header = headerOf(request.headers, 'cookie');
  return header === undefined ? [] : header.split(/[;,]\s*/).filter((cookie) => cookie !== '');
}

/** A name that comes again has its values joined by commas. */
function queryOf(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

function authorizerOf({ claims, match }: EventSource) {
  if (claims === undefined) return {};
  const texts = Object.entries(claims).map(([name, value]) => [name, claimText(value)] as const);
  const scopes = match.route.scopes.length > 0 ? match.route.scopes : null;
  return { authorizer: { jwt: { claims: Object.fromEntries(texts), scopes } } };
}

/** Every claim reaches the function as a text; a list stands in square brackets. */
function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function bodyOf(request: HttpRequest): { body?: string; isBase64Encoded: boolean } {
  if (request.body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT_TYPE.test(headerOf(request.headers, 'content-type') ?? 'text/plain');
  return {
    body: request.body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  };
}

/** Other types, form data among them, come in base64. */
const TEXT_TYPE =
  /^\s*(text\/|application\/(json|javascript|xml)\b|application\/[^;]+\+(json|xml)\b)/i;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function formatClfTime(time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`;
}
