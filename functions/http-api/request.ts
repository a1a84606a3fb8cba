import * as v from 'valibot';
import { parseInput, parseJson } from '../middleware/parse.ts';

/** Absent or null where there is none. */
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

/** One request, its parts still unparsed but for their outer shape. */
export type HttpRequest = {
  readonly requestId: string | undefined;
  readonly routeKey: string;
  readonly method: string;
  readonly query: Record<string, string>;
  readonly params: Record<string, string>;
  readonly token: string | undefined;
  /** By their names in small letters. */
  readonly headers: Record<string, string>;
  /** Who called the gateway: the edge, for everybody who comes by the chat's own domain. */
  readonly sourceIp: string;
  /** What the gateway's authorizer verified; only on admin routes. */
  readonly claims: Record<string, unknown> | undefined;
  /** The JSON body; `{}` when there is none. Throws `InvalidRequestError` when it is no JSON. */
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
