import * as v from 'valibot';
import { parseInput, parseJson } from '../middleware/parse.ts';

/** The gateway leaves it out, or sends null, if it is empty. */
const texts = v.nullish(v.record(v.string(), v.string()), {});

/** The parts of the HTTP API's event (payload 2.0) that the routes use. */
const EventSchema = v.object({
  routeKey: v.string(),
  headers: texts,
  queryStringParameters: texts,
  pathParameters: texts,
  body: v.nullish(v.string(), ''),
  isBase64Encoded: v.optional(v.boolean(), false),
  requestContext: v.object({
    requestId: v.optional(v.string()),
    http: v.object({ method: v.string(), sourceIp: v.optional(v.string(), '') }),
    authorizer: v.optional(
      v.object({ jwt: v.optional(v.object({ claims: v.record(v.string(), v.unknown()) })) }),
    ),
  }),
});

/** A request. Its query, parameters and body are not parsed yet. */
export type HttpRequest = {
  readonly requestId: string | undefined;
  readonly routeKey: string;
  readonly method: string;
  readonly query: Record<string, string>;
  readonly params: Record<string, string>;
  readonly token: string | undefined;
  /** By name, in lower case. */
  readonly headers: Record<string, string>;
  /** The client of the gateway: CloudFront, for requests to the chat's own domain. */
  readonly sourceIp: string;
  /** The claims that the gateway's authorizer verified; only on admin routes. */
  readonly claims: Record<string, unknown> | undefined;
  /** Parses the JSON body; `{}` if it is empty. Throws `InvalidRequestError` if it is not JSON. */
  json(): unknown;
};

export function readRequest(event: unknown): HttpRequest {
  const parsed = parseInput(EventSchema, event);
  const { headers, body, isBase64Encoded } = parsed;
  return {
    requestId: parsed.requestContext.requestId,
    routeKey: parsed.routeKey,
    method: parsed.requestContext.http.method,
    query: parsed.queryStringParameters,
    params: parsed.pathParameters,
    token: /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1],
    headers,
    sourceIp: parsed.requestContext.http.sourceIp,
    claims: parsed.requestContext.authorizer?.jwt?.claims,
    json() {
      const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
      return text.trim() === '' ? {} : parseJson(text);
    },
  };
}
