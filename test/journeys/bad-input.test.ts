import { beforeAll, describe, expect, test } from 'vitest';
import { call } from '../support/http-client.ts';
import type { User } from '../support/people.ts';
import { connect, type SocketClient } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;
let user: User;
let socket: SocketClient;
let bystander: SocketClient;
beforeAll(async () => {
  user = await stage.signedInUser();
  socket = await connect(run.url, user.token);
  bystander = await connect(run.url, user.token);
});

describe('[W10] on the socket', () => {
  const chat_id = '$own';
  const good = { action: 'send_message', chat_id, content: 'hello', client_id: 'c-1' };
  const bad: [string, unknown, string][] = [
    ['blank content', { ...good, content: ' \n ' }, 'invalid_request'],
    ['4,001 characters', { ...good, content: 'x'.repeat(4_001) }, 'too_large'],
    ['no JSON', 'hello', 'invalid_request'],
    ['an empty frame', '', 'invalid_request'],
    ['20 KB of brackets', '['.repeat(20_000), 'invalid_request'],
    ['20 KB of closed brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'invalid_request'],
    ['a list', '[]', 'invalid_request'],
    ['null', 'null', 'invalid_request'],
    ['no action', {}, 'invalid_request'],
    ['an unknown action', { action: 'dance' }, 'invalid_request'],
    ['an action that every object has', { action: 'constructor' }, 'invalid_request'],
    ['an action of the gateway', { action: '$connect' }, 'invalid_request'],
    ['an unknown field', { ...good, colour: 'red' }, 'invalid_request'],
    ['a polluting field', '{"action":"ping","__proto__":{"x":1}}', 'invalid_request'],
    ['a missing field', { action: 'send_message', chat_id, content: 'x' }, 'invalid_request'],
    ['a wrong type', { ...good, content: 7 }, 'invalid_request'],
    ['a chat id that is none', { ...good, chat_id: 'mine' }, 'invalid_request'],
    ['an unknown channel', { action: 'subscribe', channel: 'news' }, 'invalid_request'],
    ['a fraction', { action: 'mark_read', chat_id, up_to: 1.5 }, 'invalid_request'],
    ['a page that is no address', { ...good, page: { url: 'here' } }, 'invalid_request'],
  ];

  test.each(bad)(
    '%s gets a typed error, and the next good command works',
    async (_what, frame, code) => {
      const text = (typeof frame === 'string' ? frame : JSON.stringify(frame)).replace(
        chat_id,
        user.chat_id,
      );
      const before = socket.all('error').length;
      socket.sendRaw(text);
      const error = await waitUntil('the error', () => socket.all('error')[before]);
      expect(error).toMatchObject({ type: 'error', code, message: expect.any(String) });
      expect(await socket.ask({ action: 'ping' })).toMatchObject({ type: 'pong' });
    },
  );

  test('an error repeats the client_id and the id of the command', async () => {
    const command = { action: 'send_message', chat_id: user.chat_id, client_id: 'c-9', id: 7 };
    socket.sendRaw(JSON.stringify(command));
    const error = await socket.event('error', (e) => e.id === 7);
    expect(error).toMatchObject({ client_id: 'c-9', code: 'invalid_request' });
    expect(error.message).toContain('content');
  });

  test('nothing of it was stored', async () => {
    const chat = await call(run.url, 'GET /api/support_chat', { token: user.token });
    expect(chat.body).toMatchObject({ messages: [] });
  });

  test('a frame over 32 KB closes that socket with 1009, and nobody else’s', async () => {
    const large = await connect(run.url, user.token);
    large.sendRaw('x'.repeat(32 * 1_024 + 1));
    expect(await large.closed).toBe(1009);
    expect(await bystander.ask({ action: 'ping' })).toMatchObject({ type: 'pong' });
    expect(await socket.ask({ action: 'ping' })).toMatchObject({ type: 'pong' });
  });
});

describe('[H] by HTTP', () => {
  const good = { content: 'hello', client_id: 'c-1' };
  test.each([
    ['blank content', { ...good, content: ' ' }, 400, 'invalid_request'],
    ['4,001 characters', { ...good, content: 'x'.repeat(4_001) }, 413, 'too_large'],
    ['no JSON', '{', 400, 'invalid_request'],
    ['an unknown field', { ...good, colour: 'red' }, 400, 'invalid_request'],
    ['a missing field', { content: 'x' }, 400, 'invalid_request'],
    ['a wrong type', { ...good, content: [] }, 400, 'invalid_request'],
  ])('%s is a typed error', async (_what, body, status, code) => {
    const answer = await call(run.url, 'POST /api/support_chat/messages', {
      token: user.token,
      body,
    });
    expect(answer).toMatchObject({ status, body: { error: { code } } });
  });

  test.each(['after=x', 'limit=0', 'limit=101', 'after=1&before=3', 'colour=red', 'after=-1'])(
    'the query %s is refused',
    async (query) => {
      const path = `GET /api/support_chat/messages?${query}`;
      const answer = await call(run.url, path, { token: user.token });
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
    },
  );
});
