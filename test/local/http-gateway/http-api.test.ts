import { expect, test } from 'vitest';
import { headerOf } from '../../../local/gateway/http-exchange.ts';
import { createHttpApi } from '../../../local/http-gateway/http-api.ts';
import { aTemplate } from '../template/an-assembly.ts';
import { aRequest } from './a-request.ts';
import { anHttpApi, FUNCTION_ARN } from './an-http-api.ts';
import { fakeFunctions } from './fake-functions.ts';

type Given = Partial<Parameters<typeof anHttpApi>[0]> & Parameters<typeof fakeFunctions>[0];

function start({ answer, mayInvoke, ...api }: Given = {}) {
  const functions = fakeFunctions({
    ...(answer && { answer }),
    ...(mayInvoke && { mayInvoke }),
  });
  const template = aTemplate({ resources: anHttpApi({ routes: ['$default'], ...api }) });
  return { functions, api: createHttpApi({ template, functions }) };
}

test('[L3] the function gets an event of payload format 2.0', async () => {
  const { api, functions } = start({ routes: ['PUT /api/users/{id}'] });
  await api.answer(
    aRequest('PUT /api/users/a%20b?x=1&x=2&y=%C3%A4', {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        Cookie: 'a=1; b=2',
        'X-Twice': 'one',
        'x-twice': 'two',
        'User-Agent': 'probe',
      },
      body: '{"a":"ä"}',
    }),
  );
  expect(functions.events).toEqual([
    {
      version: '2.0',
      routeKey: 'PUT /api/users/{id}',
      rawPath: '/api/users/a b',
      rawQueryString: 'x=1&x=2&y=%C3%A4',
      cookies: ['a=1', 'b=2'],
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': '10',
        'x-twice': 'one,two',
        'user-agent': 'probe',
        host: 'http.execute-api.us-east-1.amazonaws.com',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-/),
        'x-forwarded-for': '203.0.113.9',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { x: '1,2', y: 'ä' },
      pathParameters: { id: 'a b' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'http',
        domainName: 'http.execute-api.us-east-1.amazonaws.com',
        domainPrefix: 'http',
        http: {
          method: 'PUT',
          path: '/api/users/a b',
          protocol: 'HTTP/1.1',
          sourceIp: '203.0.113.9',
          userAgent: 'probe',
        },
        requestId: expect.any(String),
        routeKey: 'PUT /api/users/{id}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"a":"ä"}',
      isBase64Encoded: false,
    },
  ]);
});

test('[L3] form data reaches the function in base64', async () => {
  const { api, functions } = start();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await api.answer(aRequest('POST /unsubscribe', { headers, body: 'a=1' }));
  expect(functions.events).toMatchObject([{ body: 'YT0x', isBase64Encoded: true }]);
});

test('[L3] a request without cookies, query or body has no such fields', async () => {
  const { api, functions } = start();
  await api.answer(aRequest('GET /'));
  const [event] = functions.events;
  for (const field of ['cookies', 'queryStringParameters', 'pathParameters', 'body']) {
    expect(event).not.toHaveProperty(field);
  }
});

const FAILURE = '{"message":"Internal Server Error"}';

test.each([
  [{ statusCode: 201, body: 'made' }, 201, 'text/plain;charset=utf-8', 'made'],
  [{ statusCode: '204' }, 204, 'text/plain;charset=utf-8', ''],
  [{ hello: 'you' }, 200, 'application/json', '{"hello":"you"}'],
  ['plain', 200, 'application/json', 'plain'],
  [{ statusCode: 200, body: { not: 'a text' } }, 500, 'application/json', FAILURE],
  [{ statusCode: 200, headers: { a: ['list'] } }, 500, 'application/json', FAILURE],
  [{ statusCode: 1 }, 500, 'application/json', FAILURE],
  [null, 500, 'application/json', FAILURE],
  [new Error('secret cause'), 500, 'application/json', FAILURE],
])(
  '[L3] a function that gives %j is answered as the gateway does',
  async (given, status, type, body) => {
    const { api } = start({ answer: () => given });
    const answer = await api.answer(aRequest('GET /'));
    expect(answer).toMatchObject({ status, body });
    expect(headerOf(answer.headers, 'content-type')).toBe(type);
  },
);

test('[L3] base64 bodies are decoded and cookies are set one by one', async () => {
  const answer = { statusCode: 200, body: 'YWI=', isBase64Encoded: true, cookies: ['a=1', 'b=2'] };
  const { api } = start({ answer: () => answer });
  const { body, headers } = await api.answer(aRequest('GET /'));
  expect(String(body)).toBe('ab');
  expect(headers.filter(([name]) => name === 'set-cookie')).toHaveLength(2);
});

test('[L3] an unknown path is not found, and no function runs', async () => {
  const { api, functions } = start({ routes: ['GET /api/health'] });
  const answer = await api.answer(aRequest('GET /api/other'));
  expect(answer).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
  expect(functions.events).toEqual([]);
});

test('[L3] a function that takes too long is given up', async () => {
  const { api } = start({ timeoutMs: 10, answer: () => new Promise(() => {}) });
  const answer = await api.answer(aRequest('GET /'));
  expect(answer).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
});

test('[L2] a function that the gateway may not invoke does not run', async () => {
  const asked: unknown[] = [];
  const mayInvoke = (...given: unknown[]) => {
    asked.push(given);
    return false;
  };
  const { api, functions } = start({ routes: ['GET /api/chats/{id}'], mayInvoke });
  expect(await api.answer(aRequest('GET /api/chats/7'))).toMatchObject({ status: 500 });
  expect(functions.events).toEqual([]);
  expect(asked).toEqual([
    [
      'apigateway.amazonaws.com',
      FUNCTION_ARN,
      'arn:aws:execute-api:us-east-1:000000000000:http/$default/GET/api/chats/{id}',
    ],
  ]);
});

const cors = {
  AllowOrigins: ['https://shop.example'],
  AllowMethods: ['GET', 'POST'],
  AllowHeaders: ['authorization'],
  ExposeHeaders: ['retry-after'],
  MaxAge: 600,
};
const preflight = (origin: string) =>
  aRequest('OPTIONS /api', { headers: { origin, 'access-control-request-method': 'POST' } });

test('[S3] the gateway answers the preflight of an allowed origin itself', async () => {
  const { api, functions } = start({ cors });
  const { status, headers } = await api.answer(preflight('https://shop.example'));
  expect(status).toBe(204);
  expect(Object.fromEntries(headers)).toMatchObject({
    'access-control-allow-origin': 'https://shop.example',
    'access-control-allow-methods': 'GET,POST',
    'access-control-allow-headers': 'authorization',
    'access-control-max-age': '600',
  });
  expect(functions.events).toEqual([]);
});

test('[S3] another origin gets no CORS header, whatever the function says', async () => {
  const answer = () => ({ statusCode: 200, headers: { 'access-control-allow-origin': '*' } });
  const { api } = start({ cors, answer });
  const headers = { origin: 'https://evil.example' };
  const answers = await Promise.all([
    api.answer(preflight('https://evil.example')),
    api.answer(aRequest('GET /api', { headers })),
  ]);
  for (const { headers: given } of answers) {
    expect(headerOf(given, 'access-control-allow-origin')).toBeUndefined();
  }
});

test('[S3] an allowed origin may read the answer, errors of the gateway too', async () => {
  const { api } = start({ cors, routes: ['GET /api'] });
  const headers = { origin: 'https://shop.example' };
  for (const line of ['GET /api', 'GET /nowhere']) {
    const answer = await api.answer(aRequest(line, { headers }));
    expect(headerOf(answer.headers, 'access-control-allow-origin')).toBe('https://shop.example');
    expect(headerOf(answer.headers, 'access-control-expose-headers')).toBe('retry-after');
  }
});

test('[L2] what the local run cannot do stops the start by name', () => {
  const resources = anHttpApi({ routes: ['$default'] });
  resources.Integration.Properties.PayloadFormatVersion = '1.0';
  const template = aTemplate({ resources });
  expect(() => createHttpApi({ template, functions: fakeFunctions() })).toThrow(
    /Integration.*2\.0/,
  );
});
