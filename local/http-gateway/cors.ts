import * as v from 'valibot';
import {
  type Header,
  type HttpAnswer,
  type HttpRequest,
  headerOf,
} from '../gateway/http-exchange.ts';

const list = v.optional(v.array(v.string()), []);
/** `CorsConfiguration` of an HTTP API. */
export const CorsSchema = v.object({
  AllowOrigins: list,
  AllowMethods: list,
  AllowHeaders: list,
  ExposeHeaders: list,
  AllowCredentials: v.optional(v.boolean(), false),
  MaxAge: v.optional(v.number()),
});
export type Cors = v.InferOutput<typeof CorsSchema>;

export function isPreflight({ method, headers }: HttpRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headerOf(headers, 'origin') !== undefined &&
    headerOf(headers, 'access-control-request-method') !== undefined
  );
}

/** The gateway answers a preflight itself; to an origin it does not know, without any CORS header. */
export function answerPreflight(request: HttpRequest, cors: Cors): HttpAnswer {
  const allowed = allowOrigin(request, cors);
  const headers: Header[] = [
    ...allowed,
    ...listed('access-control-allow-methods', cors.AllowMethods),
    ...listed('access-control-allow-headers', cors.AllowHeaders),
    ...(cors.MaxAge === undefined
      ? []
      : [['access-control-max-age', String(cors.MaxAge)] as const]),
  ];
  return { status: 204, headers: allowed.length === 0 ? [] : headers, body: '' };
}

/** Where CORS is configured, the gateway's headers take the place of the function's own. */
export function withCors(answer: HttpAnswer, request: HttpRequest, cors: Cors): HttpAnswer {
  const own = answer.headers.filter(([name]) => !/^access-control-/i.test(name));
  const allowed = allowOrigin(request, cors);
  const exposed =
    allowed.length === 0 ? [] : listed('access-control-expose-headers', cors.ExposeHeaders);
  return { ...answer, headers: [...own, ...allowed, ...exposed] };
}

function allowOrigin(request: HttpRequest, cors: Cors): Header[] {
  const origin = headerOf(request.headers, 'origin');
  if (origin === undefined) return [];
  const match = cors.AllowOrigins.find((allowed) => covers(allowed, origin));
  if (match === undefined) return [];
  return [
    ['access-control-allow-origin', match === '*' ? '*' : origin],
    ...(cors.AllowCredentials ? [['access-control-allow-credentials', 'true'] as const] : []),
  ];
}

function covers(allowed: string, origin: string): boolean {
  if (allowed.endsWith('*')) return origin.startsWith(allowed.slice(0, -1));
  return allowed.toLowerCase() === origin.toLowerCase();
}

function listed(name: string, values: readonly string[]): Header[] {
  return values.length === 0 ? [] : [[name, values.join(',')]];
}
