import { once } from 'node:events';
import {
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { expect, test } from 'vitest';
import { waitUntil } from '../../support/wait-until.ts';
import { startSocketApi } from './a-socket-api.ts';

async function startWithClient(given: Parameters<typeof startSocketApi>[0] = {}) {
  const started = await startSocketApi(given);
  const socket = await started.connect();
  const [ConnectionId = ''] = started.api.connections();
  const post = (Data: string, id = ConnectionId) =>
    started.connections.send(new PostToConnectionCommand({ ConnectionId: id, Data }));
  return { ...started, socket, ConnectionId, post };
}

test('[W5] a post reaches the client as one text frame', async () => {
  const { post, socket, permissions, ConnectionId } = await startWithClient();
  const frame = once(socket, 'message');
  await post('grüezi');
  const [data, isBinary] = await frame;
  expect([String(data), isBinary]).toEqual(['grüezi', false]);
  expect(permissions.asked).toEqual([
    {
      action: 'execute-api:ManageConnections',
      resource: `arn:aws:execute-api:us-east-1:000000000000:sockets/ws/POST/@connections/${ConnectionId}`,
      context: undefined,
    },
  ]);
});

test('[L3] connection ids must be encoded in a path, as in the cloud', async () => {
  const { ConnectionId } = await startWithClient();
  expect(ConnectionId).toMatch(/^[\w-]{15}=$/);
});

test('a post to who is not there throws what the SDK calls gone', async () => {
  const { post, socket, api } = await startWithClient();
  await expect(post('x', 'nobody=')).rejects.toThrow(GoneException);
  socket.close();
  await waitUntil('the connections to end', () => api.connections().length === 0);
  await expect(post('x')).rejects.toThrow(GoneException);
});

test('a connection in its handshake is gone, too', async () => {
  const outcomes: unknown[] = [];
  const started = await startSocketApi({
    answer: async ({ requestContext: { eventType, connectionId } }) => {
      if (eventType === 'CONNECT') {
        const post = new PostToConnectionCommand({ ConnectionId: connectionId, Data: 'x' });
        outcomes.push(await started.connections.send(post).catch((error: unknown) => error));
      }
      return { statusCode: 200 };
    },
  });
  await started.connect();
  expect(outcomes).toEqual([expect.any(GoneException)]);
});

test('a dropped client is gone for posts, while the function hears nothing of it', async () => {
  const { post, socket, api, ConnectionId, eventTypes } = await startWithClient();
  const closed = once(socket, 'close');
  api.drop(ConnectionId);
  const [code] = await closed;
  expect(code).toBe(1006);
  await expect(post('x')).rejects.toThrow(GoneException);
  expect(eventTypes()).toEqual(['CONNECT']);
});

test('[L3] a payload beyond 128 KB is too large', async () => {
  const { post } = await startWithClient();
  await expect(post('x'.repeat(128 * 1024 + 1))).rejects.toThrow(PayloadTooLargeException);
  await post('x'.repeat(128 * 1024));
});

test('[L2] without the right to post nothing reaches the client', async () => {
  const { post } = await startWithClient({ refused: ['execute-api:ManageConnections'] });
  await expect(post('x')).rejects.toThrow(/Not authorized/);
});

test('[L3] a connection can be asked about and ended', async () => {
  const { connections, socket, ConnectionId, eventTypes } = await startWithClient();
  const found = await connections.send(new GetConnectionCommand({ ConnectionId }));
  expect(found).toMatchObject({ ConnectedAt: expect.any(Date), LastActiveAt: expect.any(Date) });
  const closed = once(socket, 'close');
  await connections.send(new DeleteConnectionCommand({ ConnectionId }));
  await closed;
  await waitUntil('the DISCONNECT event', () => eventTypes().includes('DISCONNECT'));
});
