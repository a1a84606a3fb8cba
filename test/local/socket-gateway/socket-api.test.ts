import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { waitUntil } from '../../support/wait-until.ts';
import { type SocketEvent, startSocketApi } from './a-socket-api.ts';

/** The status with which a handshake was refused, or 101. */
function handshakeStatus(url: string, protocols: string[] = []): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, protocols);
    socket.on('unexpected-response', (_req, res) => resolve(res.statusCode));
    socket.on('open', () => resolve(101));
    socket.on('error', () => {});
  });
}

async function nextFrame(socket: WebSocket): Promise<{ text: string; isBinary: boolean }> {
  const [data, isBinary] = await once(socket, 'message');
  return { text: String(data), isBinary };
}

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = await once(socket, 'close');
  return code;
}

test('[L3] the function sees the handshake, and the client gets the subprotocol it names', async () => {
  const { connect, events, api } = await startSocketApi({
    answer: () => ({ statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'support-chat.v1' } }),
  });
  const socket = await connect(['support-chat.v1', 'a.token']);
  expect(socket.protocol).toBe('support-chat.v1');
  expect(events()).toMatchObject([
    {
      headers: {
        'Sec-WebSocket-Protocol': 'support-chat.v1,a.token',
        host: 'sockets.execute-api.us-east-1.amazonaws.com',
        'x-forwarded-for': '127.0.0.1',
      },
      multiValueHeaders: { Upgrade: ['websocket'] },
      requestContext: {
        routeKey: '$connect',
        eventType: 'CONNECT',
        messageDirection: 'IN',
        stage: 'ws',
        apiId: 'sockets',
        domainName: 'sockets.execute-api.us-east-1.amazonaws.com',
        connectionId: api.connections()[0],
        connectedAt: expect.any(Number),
        identity: { sourceIp: '127.0.0.1' },
      },
      isBase64Encoded: false,
    },
  ]);
});

test('[L3] no subprotocol is picked that the function did not name', async () => {
  const { url } = await startSocketApi();
  const socket = new WebSocket(url, ['support-chat.v1']);
  const [error] = await once(socket, 'error');
  expect(error.message).toMatch(/subprotocol/);
});

test.each([
  [{ statusCode: 401 }, 401],
  [{ statusCode: 403, body: 'no' }, 403],
  [{ statusCode: 429 }, 429],
  [new Error('it broke'), 502],
  [{ nonsense: true }, 502],
])('[L3] a connect route that gives %j refuses the handshake with %i', async (given, status) => {
  const { url, api, eventTypes } = await startSocketApi({ answer: () => given });
  expect(await handshakeStatus(url)).toBe(status);
  expect(api.connections()).toEqual([]);
  expect(eventTypes()).toEqual(['CONNECT']);
});

test('[L2] without the permission to invoke the function no socket opens', async () => {
  const { url, events } = await startSocketApi({ mayInvoke: () => false });
  expect(await handshakeStatus(url)).toBe(500);
  expect(events()).toEqual([]);
});

test('[L3] another path than the stage is refused before any function runs', async () => {
  const { url, events } = await startSocketApi();
  expect(await handshakeStatus(`${url}x`)).toBe(403);
  expect(events()).toEqual([]);
});

test('[L3] an upgrade that is no WebSocket handshake is refused before any function runs', async () => {
  const { url, events } = await startSocketApi();
  const headers = { connection: 'upgrade', upgrade: 'websocket' };
  const asked = request(url.replace('ws:', 'http:'), { headers });
  asked.end();
  const [answer] = await once(asked, 'response');
  expect(answer.statusCode).toBe(400);
  expect(events()).toEqual([]);
});

test('[L3] a frame reaches the default route, and what it returns comes back as text', async () => {
  const { connect, events } = await startSocketApi({
    answer: ({ body }) => ({ statusCode: 200, body: body && `echo ${body}` }),
  });
  const socket = await connect();
  for (const text of ['no JSON', '[1]', '{"action":"$connect"}', '{"action":"unknown"}', '"x"']) {
    const frame = nextFrame(socket);
    socket.send(text);
    expect(await frame).toEqual({ text: `echo ${text}`, isBinary: false });
  }
  expect(events().at(-1)).toMatchObject({
    requestContext: { routeKey: '$default', eventType: 'MESSAGE', messageId: expect.any(String) },
    body: '"x"',
    isBase64Encoded: false,
  });
});

test('[L3] a named route gets its own frames, and without a route response nothing comes back', async () => {
  const { connect, events } = await startSocketApi({
    routes: ['$connect', 'ping', '$default'],
    answer: ({ requestContext }) => ({ statusCode: 200, body: requestContext.routeKey }),
  });
  const socket = await connect();
  const frame = nextFrame(socket);
  socket.send('{"action":"ping"}');
  socket.send('{"action":"other"}');
  expect((await frame).text).toBe('$default');
  expect(events().map((event) => event.requestContext.routeKey)).toContain('ping');
});

test('[W10] a function that fails costs an error frame, and the socket stays', async () => {
  const answer = ({ body }: SocketEvent) =>
    body === 'bad' ? new Error('secret cause') : { statusCode: 200, body };
  const { connect, api } = await startSocketApi({ answer });
  const socket = await connect();
  const failed = nextFrame(socket);
  socket.send('bad');
  expect(JSON.parse((await failed).text)).toEqual({
    message: 'Internal server error',
    connectionId: api.connections()[0],
    requestId: expect.any(String),
  });
  const next = nextFrame(socket);
  socket.send('good');
  expect((await next).text).toBe('good');
});

test('[L3] frames of one connection are handled side by side', async () => {
  const gate: { open?: () => void } = {};
  const slow = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const answer = async ({ body }: SocketEvent) => {
    if (body === 'slow') await slow;
    return { statusCode: 200, body };
  };
  const { connect } = await startSocketApi({ answer });
  const socket = await connect();
  const first = nextFrame(socket);
  socket.send('slow');
  socket.send('fast');
  expect((await first).text).toBe('fast');
  const second = nextFrame(socket);
  gate.open?.();
  expect((await second).text).toBe('slow');
});

test('[W10] a frame beyond 32 KB closes its own socket only, and tells the function', async () => {
  const { connect, api, eventTypes } = await startSocketApi();
  const [socket, other] = [await connect(), await connect()];
  socket.send('x'.repeat(32 * 1024 + 1));
  expect(await closeCode(socket)).toBe(1009);
  await waitUntil('the DISCONNECT event', () => eventTypes().includes('DISCONNECT'));
  expect(api.connections()).toHaveLength(1);
  expect(other.readyState).toBe(WebSocket.OPEN);
});

test('[W10] a frame of exactly 32 KB is taken', async () => {
  const { connect, eventTypes } = await startSocketApi();
  const socket = await connect();
  socket.send('x'.repeat(32 * 1024));
  await waitUntil('the MESSAGE event', () => eventTypes().includes('MESSAGE'));
});

test('[W10] a binary frame closes the socket, and reaches no function', async () => {
  const { connect, eventTypes } = await startSocketApi();
  const socket = await connect();
  socket.send(Buffer.from('x'));
  expect(await closeCode(socket)).toBe(1003);
  expect(eventTypes()).not.toContain('MESSAGE');
});

test('[L3] $disconnect runs for a clean close and for an abrupt end', async () => {
  const { connect, events } = await startSocketApi();
  const [clean, abrupt] = [await connect(), await connect()];
  clean.close(4001, 'bye');
  await waitUntil('event 3', () => events().length === 3);
  abrupt.terminate();
  await waitUntil('event 4', () => events().length === 4);
  expect(events().slice(2)).toMatchObject([
    { requestContext: { disconnectStatusCode: 4001, disconnectReason: 'bye' } },
    { requestContext: { eventType: 'DISCONNECT', disconnectStatusCode: 1006 } },
  ]);
});

test('[L3] a client that gives up during the handshake is told of as gone', async () => {
  const gate: { open?: () => void } = {};
  const slow = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const { url, eventTypes, api } = await startSocketApi({
    answer: async ({ requestContext }) => {
      if (requestContext.eventType === 'CONNECT') await slow;
      return { statusCode: 200 };
    },
  });
  const socket = new WebSocket(url);
  socket.on('error', () => {});
  await waitUntil('the CONNECT event', () => eventTypes().includes('CONNECT'));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.terminate();
  await closed;
  gate.open?.();
  await waitUntil('the DISCONNECT event', () => eventTypes().includes('DISCONNECT'));
  expect(api.connections()).toEqual([]);
});

test.each([
  ['idle', { idleMs: 30, lifetimeMs: 60_000 }],
  ['old', { idleMs: 60_000, lifetimeMs: 30 }],
])('[W11] a connection that is too %s is closed with 1001', async (_, limits) => {
  const { connect, eventTypes } = await startSocketApi({ limits });
  const socket = await connect();
  expect(await closeCode(socket)).toBe(1001);
  await waitUntil('the DISCONNECT event', () => eventTypes().includes('DISCONNECT'));
});

test('[L5] stopping ends every socket and waits for $disconnect', async () => {
  const { connect, api, eventTypes } = await startSocketApi();
  const socket = await connect();
  const closed = once(socket, 'close');
  await api.stop();
  expect(eventTypes()).toEqual(['CONNECT', 'DISCONNECT']);
  await closed;
});
