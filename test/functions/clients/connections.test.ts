import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConnections } from '../../../functions/clients/connections.ts';

/** The gateway's `@connections` API as far as a post meets it: it does as it is told, and counts. */
let gateway: Server;
let answer: (response: ServerResponse, request: number) => void;
let requests: { method: string; path: string; body: string }[];
let connections: ReturnType<typeof createConnections>;

beforeAll(async () => {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  gateway = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url: path = '' } = request;
    requests.push({ method, path, body: Buffer.concat(chunks).toString() });
    answer(response, requests.length);
  });
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
  const address = gateway.address();
  const port = typeof address === 'object' ? address?.port : 0;
  connections = createConnections(`http://127.0.0.1:${port}/ws`);
});
afterAll(() => {
  vi.unstubAllEnvs();
  gateway.closeAllConnections();
  gateway.close();
});
beforeEach(() => {
  requests = [];
});

const status =
  (code: number, type = '') =>
  (response: ServerResponse) =>
    void response.writeHead(code, type ? { 'x-amzn-errortype': type } : {}).end();
const busy = status(429, 'LimitExceededException');

describe('[W7] a post', () => {
  test('posts the frame to the gateway', async () => {
    answer = status(200);
    expect(await connections.post('c1', '{"type":"pong"}')).toBe('posted');
    expect(requests).toEqual([
      { method: 'POST', path: '/ws/@connections/c1', body: '{"type":"pong"}' },
    ]);
  });

  test('to a closed socket returns `gone` and is not retried', async () => {
    answer = status(410, 'GoneException');
    expect(await connections.post('c1', '{}')).toBe('gone');
    expect(requests).toHaveLength(1);
  });

  test('that is throttled is retried twice', async () => {
    answer = busy;
    expect(await connections.post('c1', '{}')).toBe('throttled');
    expect(requests).toHaveLength(3);
  });

  test('succeeds once it is no longer throttled', async () => {
    answer = (response, request) => (request < 3 ? busy(response) : status(200)(response));
    expect(await connections.post('c1', '{}')).toBe('posted');
    expect(requests).toHaveLength(3);
  });

  test('without a response ends after a second', async () => {
    answer = () => {};
    const startedAt = performance.now();
    expect(await connections.post('c1', '{}')).toBe('timed_out');
    // The SDK's own limits are many times that.
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect(requests).toHaveLength(1);
  });

  test('whose kept-alive HTTP connection was closed is retried at once', async () => {
    answer = (response, request) =>
      request === 1 ? void response.socket?.destroy() : status(200)(response);
    expect(await connections.post('c1', '{}')).toBe('posted');
    expect(requests).toHaveLength(2);
  });

  test.each([403, 500, 503])(
    'to a gateway in trouble (%i) fails, and is not repeated',
    async (code) => {
      answer = status(code, code === 403 ? 'ForbiddenException' : 'InternalServerError');
      await expect(connections.post('c1', '{}')).rejects.toThrow();
      expect(requests).toHaveLength(1);
    },
  );
});

describe('closing a connection', () => {
  test('asks the gateway to close it; a closed one is no error', async () => {
    answer = status(204);
    await connections.close('c1');
    expect(requests).toMatchObject([{ method: 'DELETE', path: '/ws/@connections/c1' }]);
    answer = status(410, 'GoneException');
    await connections.close('c1');
  });
});
