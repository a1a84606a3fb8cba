import { once } from 'node:events';
import { get, type IncomingMessage, request } from 'node:http';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { headerOf } from '../../../local/gateway/http-exchange.ts';
import { createDistribution } from '../../../local/sites/distribution.ts';
import { startDistribution, templateOf } from './a-distribution.ts';

const files = { 'widget.js': 'widget()', 'admin/index.html': '<h1>Admin</h1>' };

test('[L3] a file is served with its type, its cache time and an ETag', async () => {
  const SystemMetadata = { 'cache-control': 'public, max-age=300' };
  const { url } = await startDistribution({
    deployments: [{ files, properties: { SystemMetadata } }],
  });
  const answer = await fetch(`${url}/widget.js`);
  expect(await answer.text()).toBe('widget()');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'content-length': '8',
    etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
  });
  const known = { 'if-none-match': answer.headers.get('etag') ?? '' };
  const again = await fetch(`${url}/widget.js`, { headers: known });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await fetch(`${url}/widget.js`, { method: 'HEAD' });
  expect([head.headers.get('content-length'), await head.text()]).toEqual(['8', '']);
});

test('what was uploaded compressed says so, also when it is known already', async () => {
  const SystemMetadata = { 'content-encoding': 'br', 'content-type': 'text/javascript' };
  const { url } = await startDistribution({
    deployments: [
      { files: { 'widget.js.br': Buffer.from('0b0180', 'hex') }, properties: { SystemMetadata } },
    ],
  });
  const ask = (headers: Record<string, string> = {}) =>
    new Promise<IncomingMessage>((resolve) => {
      get(`${url}/widget.js.br`, { headers }, (answer) => resolve(answer.resume()));
    });
  const { headers } = await ask();
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'text/javascript',
    'content-length': '3',
  });
  const again = await ask({ 'if-none-match': headers.etag ?? '' });
  expect([again.statusCode, again.headers['content-encoding']]).toEqual([304, 'br']);
});

test('[S6] a private bucket does not tell what it lacks: access is denied', async () => {
  const { url } = await startDistribution({ deployments: [{ files }] });
  for (const path of ['/other.js', '/', '/admin', '/%']) {
    const answer = await fetch(url + path);
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ]);
  }
});

test('[L3] the root object stands for the root', async () => {
  const { url } = await startDistribution({
    deployments: [{ files: { 'index.html': 'root' } }],
    config: { DefaultRootObject: 'index.html' },
  });
  expect(await (await fetch(url)).text()).toBe('root');
});

test('[L3] a method that the behaviour does not allow is refused', async () => {
  const { url } = await startDistribution({ deployments: [{ files }] });
  expect((await fetch(`${url}/widget.js`, { method: 'POST' })).status).toBe(403);
});

test('[L3] the API gets the request as it came, but for the host', async () => {
  const { url, passed } = await startDistribution();
  const answer = await fetch(`${url}/api/chats?x=%20`, {
    method: 'POST',
    headers: { authorization: 'Bearer t', 'x-forwarded-for': '198.51.100.7' },
    body: 'hello',
  });
  expect([answer.status, answer.headers.get('x-origin')]).toEqual([418, 'api']);
  const [request] = passed;
  expect(request).toMatchObject({ method: 'POST', path: '/api/chats', query: 'x=%20' });
  expect(String(request?.body)).toBe('hello');
  const header = (name: string) => headerOf(request?.headers ?? [], name);
  expect(header('authorization')).toBe('Bearer t');
  expect(header('host')).toBeUndefined();
  expect(header('x-forwarded-for')).toBe('198.51.100.7, 127.0.0.1');
  expect(header('via')).toMatch(/CloudFront/);
});

test("[L3] an origin's own headers take the place of the viewer's", async () => {
  const Origins = [
    { Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] } },
    {
      Id: 'http',
      DomainName: 'http.execute-api.us-east-1.amazonaws.com',
      OriginCustomHeaders: [{ HeaderName: 'X-Proof', HeaderValue: 'right' }],
    },
    { Id: 'sockets', DomainName: 'sockets.execute-api.us-east-1.amazonaws.com' },
  ];
  const { url, passed } = await startDistribution({ config: { Origins } });
  await fetch(`${url}/api/chats`, { headers: { 'x-proof': 'forged' } });
  expect(headerOf(passed[0]?.headers ?? [], 'x-proof')).toBe('right');
});

test('[L3] without an origin request policy neither token nor query reaches the API', async () => {
  const { url, passed } = await startDistribution({ api: { OriginRequestPolicyId: undefined } });
  await fetch(`${url}/api/chats?x=1`, { headers: { authorization: 'Bearer t' } });
  expect(passed[0]?.query).toBe('');
  expect(headerOf(passed[0]?.headers ?? [], 'authorization')).toBeUndefined();
});

test('[L1] a page opened by 127.0.0.1 has the same origin as one opened by localhost', async () => {
  const { url, passed } = await startDistribution();
  const origins = [url, url.replace('127.0.0.1', 'localhost'), 'http://127.0.0.1.evil.example'];
  for (const origin of origins) await fetch(`${url}/api/x`, { headers: { origin } });
  const [own] = [url.replace('127.0.0.1', 'localhost')];
  const seen = passed.map(({ headers }) => headerOf(headers, 'origin'));
  expect(seen).toEqual([own, own, 'http://127.0.0.1.evil.example']);
});

test('[L3] a body beyond 10 MB is too large', async () => {
  const { url, passed } = await startDistribution();
  const upload = request(`${url}/api/x`, { method: 'POST' });
  upload.on('error', () => {});
  upload.end(Buffer.alloc(10 * 1024 * 1024 + 1));
  const [answer] = await once(upload, 'response');
  expect(answer.statusCode).toBe(413);
  expect(passed).toEqual([]);
});

test('[L3] a handshake goes to the WebSocket API, and elsewhere it is refused', async () => {
  const { url, upgraded } = await startDistribution();
  const status = async (path: string) => {
    const socket = new WebSocket(url.replace('http', 'ws') + path, ['a', 'b'], { origin: url });
    socket.on('error', () => {});
    const [, answer] = await once(socket, 'unexpected-response');
    return answer.statusCode;
  };
  expect(await status('/ws')).toBe(401);
  expect(await status('/api/x')).toBe(403);
  expect(await status('/widget.js')).toBe(403);
  expect(upgraded).toHaveLength(1);
  const headers = upgraded[0]?.headers ?? [];
  expect(headerOf(headers, 'sec-websocket-protocol')).toBe('a,b');
  expect(headerOf(headers, 'origin')).toBe(url.replace('127.0.0.1', 'localhost'));
  expect((await fetch(`${url}/ws`)).status).toBe(403);
});

test.each([
  ['an origin request policy that passes the host on', { api: { OriginRequestPolicyId: 'x' } }],
  ['error pages', { config: { CustomErrorResponses: [{ ErrorCode: 403 }] } }],
  ['an unknown origin', { site: { TargetOriginId: 'nowhere' } }],
  ['an unknown headers policy', { site: { ResponseHeadersPolicyId: 'nowhere' } }],
])('[L2] %s stops the start', (_, given) => {
  const template = templateOf(given);
  const httpApi = { host: 'http.execute-api.us-east-1.amazonaws.com', answer: () => never() };
  const socketApi = {
    host: 'sockets.execute-api.us-east-1.amazonaws.com',
    upgrade: () => never(),
    service: () => never(),
    connections: () => [],
    drop: () => {},
    stop: async () => {},
  };
  expect(() => createDistribution({ template, httpApi, socketApi })).toThrow(/Site|nowhere/);
});

function never(): never {
  throw new Error('nothing is asked here');
}
