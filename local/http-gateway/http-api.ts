import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import * as v from 'valibot';
import { type Route, readApi } from '../gateway/api-definition.ts';
import type { HttpAnswer, HttpRequest } from '../gateway/http-exchange.ts';
import { invokeRoute, type RouteResult } from '../gateway/invoke-route.ts';
import { createJwtVerifier } from '../gateway/jwt-authorizer.ts';
import { parseProperties } from '../template/parse-properties.ts';
import type { Functions, Template } from '../types.ts';
import { answerPreflight, CorsSchema, isPreflight, withCors } from './cors.ts';
import { readFunctionAnswer } from './function-response.ts';
import { createHttpEvent } from './http-event.ts';
import { matchRoute, type RouteMatch } from './match-route.ts';

export type HttpApi = {
  /** The API's own host name in the cloud, by which a distribution finds it; empty for no API. */
  readonly host: string;
  /** Answers one request as the gateway does: it never throws. */
  answer(request: HttpRequest): Promise<HttpAnswer>;
};

/** The largest request that API Gateway takes. */
export const REQUEST_MAX_BYTES = 10 * 1024 * 1024;

/** The template's HTTP API. Throws when it holds what the local run cannot do. */
export function createHttpApi(options: { template: Template; functions: Functions }): HttpApi {
  const { template, functions } = options;
  const api = readApi(template, 'HTTP');
  if (api === undefined) return { host: '', answer: async () => NOT_FOUND };
  const cors = parseProperties(api.resource, corsSchema).CorsConfiguration;
  const { routes } = api;
  const verifier = createJwtVerifier();
  return { host: api.host, answer };

  async function answer(request: HttpRequest): Promise<HttpAnswer> {
    const requestId = randomUUID();
    const { headers, ...rest } = await answerRoute(request, requestId);
    return { ...rest, headers: [...headers, ['apigw-requestid', requestId]] };
  }

  async function answerRoute(request: HttpRequest, requestId: string): Promise<HttpAnswer> {
    const path = decodePath(request.path);
    if (path === undefined) return gatewayAnswer(400, 'Bad Request');
    const match = matchRoute(routes, request.method, path);
    const verdict = await judge(request, match);
    const isAllowed = verdict?.allowed !== false;
    if (isAllowed && cors !== undefined && isPreflight(request)) {
      return answerPreflight(request, cors);
    }
    const answer = isAllowed
      ? await answerMatch(request, match, { requestId, path, claims: verdict?.claims })
      : refused(verdict.status, verdict.challenge);
    return cors === undefined ? answer : withCors(answer, request, cors);
  }

  async function answerMatch(
    request: HttpRequest,
    match: RouteMatch<Route> | undefined,
    known: { requestId: string; path: string; claims: JWTPayload | undefined },
  ): Promise<HttpAnswer> {
    if (match === undefined || api === undefined) return NOT_FOUND;
    const event = createHttpEvent(request, { ...known, api, match, now: new Date() });
    return answerOf(await invokeRoute(functions, api, match.route, event));
  }

  async function judge(request: HttpRequest, match: RouteMatch<Route> | undefined) {
    if (match?.route.authorizer === undefined) return undefined;
    return verifier.verify(request, match.route.authorizer, match.route.scopes);
  }
}

const corsSchema = v.object({ CorsConfiguration: v.optional(CorsSchema) });

const NOT_FOUND = gatewayAnswer(404, 'Not Found');
const INTERNAL = gatewayAnswer(500, 'Internal Server Error');
/** What the gateway answers for a body beyond `REQUEST_MAX_BYTES`. */
export const TOO_LARGE = gatewayAnswer(413, 'Request Entity Too Large');

function gatewayAnswer(status: number, message: string): HttpAnswer {
  return {
    status,
    headers: [['content-type', 'application/json']],
    body: JSON.stringify({ message }),
  };
}

function refused(status: 401 | 403, challenge: string): HttpAnswer {
  const plain = gatewayAnswer(status, status === 401 ? 'Unauthorized' : 'Forbidden');
  return { ...plain, headers: [...plain.headers, ['www-authenticate', challenge]] };
}

/** HTTP APIs match and hand over the decoded path, so `%2F` parts segments like a slash. */
function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function answerOf(result: RouteResult): HttpAnswer {
  if (result.ok) return readFunctionAnswer(result.payload) ?? INTERNAL;
  return result.reason === 'timed_out' ? gatewayAnswer(503, 'Service Unavailable') : INTERNAL;
}
