import { createContext, Script } from 'node:vm';
import * as v from 'valibot';
import type { Header, HttpAnswer, HttpRequest } from '../gateway/http-exchange.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { attributeOf } from '../template/resource-reference.ts';
import type { Resource, Template } from '../types.ts';

/** A CloudFront Function on viewer requests: it changes the request, or answers it. */
export type ViewerFunction = (
  request: HttpRequest,
) => Promise<{ request: HttpRequest } | { answer: HttpAnswer }>;

/** The template's function of this ARN. Its code is compiled once, and sees nothing of Node. */
export function loadViewerFunction(template: Template, functionArn: string): ViewerFunction {
  const resource = template
    .ofType('AWS::CloudFront::Function')
    .find((candidate) => attributeOf(candidate, 'FunctionARN') === functionArn);
  if (resource === undefined) throw new Error(`The template has no function ${functionArn}.`);
  const call = compile(resource);
  return async (request) => {
    const result = v.safeParse(resultSchema, await call(eventOf(request)));
    if (!result.success) return { answer: FAILED };
    if ('statusCode' in result.output) return { answer: answerOf(result.output) };
    return { request: changed(request, result.output) };
  };
}

/** What CloudFront answers when a function throws or gives back neither a request nor an answer. */
const FAILED: HttpAnswer = {
  status: 503,
  headers: [['content-type', 'text/plain']],
  body: 'The CloudFront function associated with the CloudFront distribution is invalid.',
};

/** Far above the cloud's own limit, which a busy computer would break by itself. */
const LONGEST_RUN_MS = 1_000;

const functionSchema = v.object({ FunctionCode: v.string() });

function compile(resource: Resource): (event: unknown) => Promise<unknown> {
  const { FunctionCode } = parseProperties(resource, functionSchema);
  const context = createContext({ event: '' });
  new Script(FunctionCode, { filename: resource.logicalId }).runInContext(context);
  const call = new Script('handler(JSON.parse(event))');
  return async (event) => {
    context.event = JSON.stringify(event);
    try {
      const result: unknown = await call.runInContext(context, { timeout: LONGEST_RUN_MS });
      return JSON.parse(JSON.stringify(result));
    } catch {
      return undefined;
    }
  };
}

const valueSchema = v.object({
  value: v.string(),
  multiValue: v.optional(v.array(v.object({ value: v.string() }))),
});
const valuesSchema = v.record(v.string(), valueSchema);
const requestSchema = v.object({
  method: v.string(),
  uri: v.pipe(v.string(), v.startsWith('/')),
  querystring: v.union([valuesSchema, v.string()]),
  headers: valuesSchema,
});
const answerSchema = v.object({
  statusCode: v.pipe(v.number(), v.minValue(200), v.maxValue(599)),
  headers: v.optional(valuesSchema, {}),
  body: v.optional(v.union([v.string(), v.object({ data: v.string(), encoding: v.string() })]), ''),
});
const resultSchema = v.union([answerSchema, requestSchema]);
type Values = v.InferOutput<typeof valuesSchema>;

function eventOf({ method, path, query, headers, sender }: HttpRequest) {
  return {
    version: '1.0',
    context: {
      distributionDomainName: 'local.cloudfront.net',
      distributionId: 'LOCAL',
      eventType: 'viewer-request',
      requestId: 'local',
    },
    viewer: { ip: sender },
    request: {
      method,
      uri: path,
      querystring: toValues([...new URLSearchParams(query)]),
      headers: toValues(headers.map(([name, value]) => [name.toLowerCase(), value])),
      cookies: {},
    },
  };
}

function changed(request: HttpRequest, result: v.InferOutput<typeof requestSchema>): HttpRequest {
  const { method, uri, querystring, headers } = result;
  const query =
    typeof querystring === 'string'
      ? querystring
      : new URLSearchParams(fromValues(querystring)).toString();
  const isSame =
    JSON.stringify(querystring) === JSON.stringify(eventOf(request).request.querystring);
  return {
    ...request,
    method,
    path: uri,
    query: isSame ? request.query : query,
    headers: fromValues(headers),
  };
}

function answerOf({ statusCode, headers, body }: v.InferOutput<typeof answerSchema>): HttpAnswer {
  const content =
    typeof body === 'string'
      ? body
      : Buffer.from(body.data, body.encoding === 'base64' ? 'base64' : 'utf8');
  return { status: statusCode, headers: fromValues(headers), body: content };
}

function toValues(pairs: readonly Header[]): Values {
  const values: Values = {};
  for (const [name, value] of pairs) {
    const known = values[name];
    const multiValue = [
      ...(known?.multiValue ?? (known ? [{ value: known.value }] : [])),
      { value },
    ];
    values[name] = known === undefined ? { value } : { value: known.value, multiValue };
  }
  return values;
}

function fromValues(values: Values): [string, string][] {
  return Object.entries(values).flatMap(([name, { value, multiValue }]) =>
    (multiValue ?? [{ value }]).map((one): [string, string] => [name, one.value]),
  );
}
