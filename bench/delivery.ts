import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket, { WebSocketServer } from 'ws';
import { chatIdOf } from '../functions/domain/chat-id.ts';
import { startLocal } from '../local/start-local.ts';
import { synthesize } from '../local/synthesis.ts';
import { parseFrame, SUBPROTOCOL } from '../protocol/index.ts';

const PER_SECOND = 20;
const WARM_UP = 40;
const COUNT = 400;

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const relay = await measureRelay();
const chat = await measureChat();
console.log(`Delivery: one writes, another sees it; ${COUNT} messages, ${PER_SECOND} a second.`);
console.log(
  `Measured on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}.`,
);
console.table({ 'bare ws relay': relay, 'support chat, local run': chat });
console.log(`Ratio to the relay: p50 ${ratio('p50')}, p99 ${ratio('p99')}`);

type Figures = { p50: number; p99: number };

function ratio(figure: keyof Figures): string {
  return (chat[figure] / relay[figure]).toFixed(1);
}

/** The lower bound: a server that only relays every frame to the others. */
async function measureRelay(): Promise<Figures> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (from) =>
    from.on('message', (data) => {
      for (const to of server.clients) if (to !== from) to.send(String(data));
    }),
  );
  await once(server, 'listening');
  const address = server.address();
  const url = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const [writer, reader] = [new WebSocket(url), new WebSocket(url)];
  await Promise.all([once(writer, 'open'), once(reader, 'open')]);
  const figures = await measure(
    (id) => writer.send(id),
    (arrived) => reader.on('message', (data) => arrived(String(data))),
  );
  for (const client of server.clients) client.terminate();
  server.close();
  return figures;
}

/** A user writes, and an admin who is subscribed to the admin channel gets it. */
async function measureChat(): Promise<Figures> {
  const run = await startLocal({ assembly: await synthesize(), limits: 'off' });
  const user = await open(run.url, await run.token({ role: 'user', sub: 'una' }));
  const admin = await open(run.url, await run.token({ role: 'admin' }));
  admin.send(JSON.stringify({ action: 'subscribe', channel: 'admin' }));
  await once(admin, 'message');
  const chat_id = chatIdOf('una');
  const figures = await measure(
    (client_id) =>
      user.send(JSON.stringify({ action: 'send_message', chat_id, content: 'hello', client_id })),
    (arrived) =>
      admin.on('message', (data) => {
        for (const event of parseFrame(String(data))) {
          if (event.type === 'new_user_message') arrived(event.message.client_id);
        }
      }),
  );
  await run.stop();
  return figures;
}

async function open(runUrl: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${runUrl.replace('http', 'ws')}/ws`, [SUBPROTOCOL, token]);
  await once(socket, 'open');
  return socket;
}

async function measure(
  send: (id: string) => void,
  listen: (arrived: (id: string) => void) => void,
): Promise<Figures> {
  const sentAt = new Map<string, number>();
  const tookMs: number[] = [];
  listen((id) => {
    const at = sentAt.get(id);
    if (at !== undefined) tookMs.push(performance.now() - at);
    sentAt.delete(id);
  });
  for (let n = 0; n < WARM_UP + COUNT; n += 1) {
    const id = randomUUID();
    if (n === WARM_UP) tookMs.length = 0;
    sentAt.set(id, performance.now());
    send(id);
    await pause(1_000 / PER_SECOND);
  }
  const deadline = Date.now() + 10_000;
  while (sentAt.size > 0 && Date.now() < deadline) await pause(10);
  if (sentAt.size > 0) throw new Error(`${sentAt.size} messages never arrived`);
  const sorted = tookMs.sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
  return { p50: at(0.5), p99: at(0.99) };
}
