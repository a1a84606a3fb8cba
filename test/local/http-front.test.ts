import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startHttpFront } from '../../local/http-front.ts';

async function start() {
  const front = await startHttpFront({ port: 0 });
  onTestFinished(() => front.stop());
  return { front, url: `http://127.0.0.1:${front.port}` };
}

test('[L1] a taken port is told in one sentence', async () => {
  const { front } = await start();
  await expect(startHttpFront({ port: front.port })).rejects.toThrow(
    `Port ${front.port} is taken: stop what runs there, or choose another with PORT.`,
  );
});

test('[L5] requests go to the handler, and a failing one is answered', async () => {
  const { front, url } = await start();
  expect((await fetch(url)).status).toBe(503);
  front.onRequest((_req, res) => res.end('here'));
  expect(await (await fetch(url)).text()).toBe('here');
  front.onRequest(async () => {
    throw new Error('secret cause');
  });
  const failed = await fetch(url);
  expect([failed.status, await failed.text()]).toEqual([500, 'The local run failed to answer.']);
});

test('[L5] stopping ends upgraded sockets and unanswered requests', async () => {
  const front = await startHttpFront({ port: 0 });
  front.onRequest(() => {});
  front.onUpgrade((_req, socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  const socket = connect(front.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  await once(socket, 'data');
  const waiting = expect(fetch(`http://127.0.0.1:${front.port}`)).rejects.toThrow();
  const closed = once(socket, 'close');
  await front.stop();
  await Promise.all([closed, waiting]);
});
