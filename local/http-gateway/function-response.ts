import * as v from 'valibot';
import type { Header, HttpAnswer } from '../gateway/http-exchange.ts';

/**
 * What the gateway answers for a function's result in payload format 2.0: a text, or an object
 * without a status, is the body of a 200. Undefined for a result that the gateway refuses.
 */
export function readFunctionAnswer(payload: unknown): HttpAnswer | undefined {
  if (typeof payload === 'string') return json(payload);
  if (typeof payload !== 'object' || payload === null) return undefined;
  if (!('statusCode' in payload)) return json(JSON.stringify(payload));
  const parsed = v.safeParse(answerSchema, payload);
  if (!parsed.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.output;
  return {
    status: statusCode,
    headers: [
      ...withContentType(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      ...cookies.map((cookie): Header => ['set-cookie', cookie]),
    ],
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

const answerSchema = v.object({
  statusCode: v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))]),
    v.integer(),
    v.minValue(100),
    v.maxValue(599),
  ),
  headers: v.nullish(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
  cookies: v.nullish(v.array(v.string()), []),
  body: v.nullish(v.string(), ''),
  isBase64Encoded: v.nullish(v.boolean(), false),
});

function json(body: string): HttpAnswer {
  return { status: 200, headers: [['content-type', 'application/json']], body };
}

function withContentType(headers: Header[]): Header[] {
  const isThere = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return isThere ? headers : [['content-type', 'text/plain;charset=utf-8'], ...headers];
}
