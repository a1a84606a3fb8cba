import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChat } from '../../../functions/data/chats.ts';
import { findConnection, putConnection } from '../../../functions/data/connections.ts';
import { subscribe } from '../../../functions/data/subscriptions.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { createCommandRate } from '../../../functions/domain/command-rate.ts';
import { runCommand } from '../../../functions/socket/run-command.ts';
import type { Services } from '../../../functions/socket/services.ts';
import { anAdmin, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';
import { COMMON_ENVIRONMENT } from '../../support/environment.ts';
import { fakeConnections } from '../../support/fake-connections.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let sockets: ReturnType<typeof fakeConnections>;
let failures: string[];
beforeEach(() => {
  sockets = fakeConnections();
  failures = [];
});

const NOW = new Date();

const services = (): Services => ({
  environment: {
    ...COMMON_ENVIRONMENT,
    CONNECTIONS_ENDPOINT: 'https://chat.example/ws',
    ADMIN_ISSUER: 'https://issuer.example',
    ADMIN_CLIENT_ID: 'client',
  },
  table: database.table,
  connections: sockets.connections,
  commandRate: () => 'allowed',
  verifyAdmin: () => Promise.reject(new Error('not asked here')),
  keys: () => Promise.reject(new Error('not asked here')),
  now: () => NOW,
  log: () => {},
  onFailure: (what, error) => failures.push(`${what}: ${error}`),
});

const run = (connection_id: string, command: unknown) => {
  const frame = typeof command === 'string' ? command : JSON.stringify(command);
  return runCommand(connection_id, frame, services(), fail);
};

function fail(error: unknown): never {
  throw error;
}

async function connect(connection_id: string, actor: Actor, chat_id: string) {
  const token_expires_at = NOW.getTime() + 3_600_000;
  await putConnection(database.table, { connection_id, actor, token_expires_at }, NOW);
  const connection = await findConnection(database.table, connection_id);
  if (connection) await subscribe(database.table, connection, chat_id, NOW);
}

test('[W10] an error repeats a short id and no long one', async () => {
  const action = 'nonsense';
  expect(await run('c', { action, id: 'i-1' })).toMatchObject({ type: 'error', id: 'i-1' });
  const long = 'x'.repeat(30_000);
  const reply = await run('c', { action, id: long, client_id: long });
  expect(JSON.stringify(reply).length).toBeLessThan(1_000);
});

test.each([
  ['no JSON', '{'],
  ['deep nesting', '['.repeat(30_000)],
  ['a name that every object has', { action: 'constructor' }],
  ['a prototype', '{"action":"__proto__","__proto__":{"action":"ping"}}'],
])('[W10] %s gets an error and throws nothing', async (_what, command) => {
  expect(await run('c', command)).toMatchObject({ type: 'error', code: 'invalid_request' });
});

test('[W2] the token decides the sender, never the command, and the text is trimmed', async () => {
  const chat_id = chatIdOf('44');
  await connect('honest', aUser('44'), chat_id);
  const command = { action: 'send_message', chat_id, content: ' hello ', client_id: 'c-1' };
  expect(await run('honest', { ...command, sender_type: 'admin' })).toMatchObject({
    type: 'error',
    code: 'invalid_request',
  });
  expect(await run('honest', command)).toMatchObject({
    type: 'message_accepted',
    message: { seq: 1, content: 'hello', sender_type: 'user' },
  });
  for (const [content, code] of [
    [' \n ', 'invalid_request'],
    ['x'.repeat(4_001), 'too_large'],
  ]) {
    expect(await run('honest', { ...command, content })).toMatchObject({ type: 'error', code });
  }
});

test('[W3] an accepted message is stored, and one that could not be stored is not accepted', async () => {
  const { table } = database;
  const chat_id = chatIdOf('45');
  await connect('writes', aUser('45'), chat_id);
  let isBroken = true;
  const breaking = Object.assign(Object.create(table.client), {
    async send(command: Parameters<typeof table.client.send>[0]) {
      if (isBroken && command instanceof TransactWriteCommand) throw new Error('no table today');
      return table.client.send(command);
    },
  });
  const using = { ...services(), table: { client: breaking, name: table.name } };
  const frame = { action: 'send_message', chat_id, content: 'hello', client_id: 'c-1' };
  const send = () => runCommand('writes', JSON.stringify(frame), using, () => 'internal');
  expect(await send()).toMatchObject({ type: 'error', code: 'internal' });
  expect(await findChat(table, chat_id)).toBeUndefined();
  isBroken = false;
  expect(await send()).toMatchObject({ type: 'message_accepted', message: { seq: 1 } });
  expect(await findChat(table, chat_id)).toMatchObject({ message_count: 1 });
});

test('[W10] a command on an unknown connection is unauthorized', async () => {
  expect(await run('unknown', { action: 'ping' })).toMatchObject({ code: 'unauthorized' });
});

test.each([
  ['its token has ended', 3_600_000],
  ['its two hours are over', 2 * 3_600_000],
])('[W10] a command on a connection is unauthorized once %s', async (what, afterMs) => {
  const chat_id = chatIdOf('uma');
  const token_expires_at = NOW.getTime() + afterMs + (afterMs > 3_600_000 ? 3_600_000 : 0);
  await putConnection(
    database.table,
    { connection_id: what, actor: aUser('uma'), token_expires_at },
    NOW,
  );
  const at = (ms: number) => ({ ...services(), now: () => new Date(NOW.getTime() + ms) });
  const command = JSON.stringify({ action: 'subscribe', channel: 'chat', chat_id });
  const before = await runCommand(what, command, at(afterMs - 1_000), fail);
  expect(before).toMatchObject({ type: 'subscribed' });
  const after = await runCommand(what, command, at(afterMs), fail);
  expect(after).toMatchObject({ type: 'error', code: 'unauthorized' });
});

test('typing does not reach a connection whose token has ended', async () => {
  const chat_id = chatIdOf('vera');
  await connect('vera-old', aUser('vera'), chat_id);
  const late = NOW.getTime() + 3_600_000;
  await putConnection(
    database.table,
    { connection_id: 'ada-new', actor: anAdmin(), token_expires_at: late + 60_000 },
    NOW,
  );
  const typing = JSON.stringify({ action: 'typing', chat_id, is_typing: true });
  await runCommand('ada-new', typing, { ...services(), now: () => new Date(late) }, fail);
  expect(sockets.framesTo('vera-old')).toEqual([]);
});

test('[W9] typing reaches the other side, even with the same id, and not the sender', async () => {
  const chat_id = chatIdOf('42');
  await connect('user-phone', aUser('42'), chat_id);
  await connect('user-laptop', aUser('42'), chat_id);
  await connect('admin', anAdmin('42'), chat_id);
  await run('user-phone', { action: 'typing', chat_id, is_typing: true });
  expect(sockets.pushesTo('admin')).toMatchObject([{ type: 'typing', sender_type: 'user' }]);
  expect(sockets.framesTo('user-phone')).toEqual([]);
  expect(sockets.framesTo('user-laptop')).toEqual([]);
});

test('typing that cannot be pushed is logged once and does not affect the others', async () => {
  const chat_id = chatIdOf('43');
  await connect('writer', aUser('43'), chat_id);
  for (const id of ['ada', 'bo', 'cy', 'di']) await connect(id, anAdmin(id), chat_id);
  sockets.broken.add('ada');
  sockets.broken.add('bo');
  sockets.gone.add('cy');
  expect(await run('writer', { action: 'typing', chat_id, is_typing: true })).toBeUndefined();
  expect(sockets.pushesTo('di')).toMatchObject([{ type: 'typing' }]);
  expect(failures).toEqual(['push: Error: the gateway is busy']);
});

describe('a connection that sends too many commands', () => {
  const limited = () => ({ ...services(), commandRate: createCommandRate(10) });
  const fail = (error: unknown) => {
    throw error;
  };

  test('gets an error before anything is read, and is not closed', async () => {
    const { table } = database;
    const using = limited();
    let requests = 0;
    const counting = Object.assign(Object.create(table.client), {
      send(command: Parameters<typeof table.client.send>[0]) {
        requests += 1;
        return table.client.send(command);
      },
    });
    const counted = { ...using, table: { client: counting, name: table.name } };
    const frame = JSON.stringify({ action: 'ping', id: 'i' });
    const replies: unknown[] = [];
    for (let n = 0; n < 200; n += 1) replies.push(await runCommand('much', frame, counted, fail));
    expect(requests).toBe(30);
    const error = { type: 'error', code: 'rate_limited', retry_after: 1, id: 'i' };
    expect(replies.slice(30)).toEqual(replies.slice(30).map(() => expect.objectContaining(error)));
    expect(sockets.closed).toEqual([]);
  });

  test('is closed at ten times that', async () => {
    const using = limited();
    for (let n = 0; n < 300; n += 1) await runCommand('flood', '{', using, fail);
    expect(sockets.closed).toEqual([]);
    expect(await runCommand('flood', '{', using, fail)).toBeUndefined();
    expect(sockets.closed).toEqual(['flood']);
  });

  test('is closed by its next command if closing failed', async () => {
    const failures: string[] = [];
    const broken = {
      ...sockets.connections,
      close: () => Promise.reject(new Error('the gateway is busy')),
    };
    const using = {
      ...limited(),
      connections: broken,
      onFailure: (what: string) => void failures.push(what),
    };
    for (let n = 0; n < 301; n += 1) await runCommand('flood', '{', using, fail);
    expect(failures).toEqual(['close']);
    await runCommand('flood', '{', { ...using, connections: sockets.connections }, fail);
    expect(sockets.closed).toEqual(['flood']);
  });
});
