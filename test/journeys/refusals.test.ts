import { SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { isAdminRoute, ROUTES, SUBPROTOCOL } from '../../protocol/index.ts';
import { call } from '../support/http-client.ts';
import type { Admin, User } from '../support/people.ts';
import { connect, open } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';

const SECRET_OF_ALICE = 'the parcel is for the third floor';

const stage = await openStage();
const { run } = stage;
let alice: User;
let bob: User;
let admin: Admin;
beforeAll(async () => {
  [alice, bob, admin] = await Promise.all([
    stage.signedInUser(),
    stage.signedInUser({ name: 'Bob' }),
    stage.admin(),
  ]);
  await alice.write(SECRET_OF_ALICE);
});

const handshake = (token: string, headers?: Record<string, string>) =>
  open(run.url, [SUBPROTOCOL, token], headers).then((socket) => {
    socket.terminate();
    return 'accepted';
  });

test('[W1] an admin may follow any chat and the admin channel', async () => {
  const socket = await connect(run.url, await run.token({ role: 'admin' }));
  const { chat_id } = alice;
  expect(await socket.ask({ action: 'subscribe', channel: 'chat', chat_id })).toMatchObject({
    type: 'subscribed',
    channel: 'chat',
    chat_id,
  });
  expect(await socket.ask({ action: 'subscribe', channel: 'admin' })).toMatchObject({
    type: 'subscribed',
    channel: 'admin',
  });
});

describe('[W1] another user', () => {
  test('may not follow, write to, read or type in a chat, and learns nothing of it', async () => {
    const socket = await connect(run.url, bob.token);
    const { chat_id } = alice;
    expect(await socket.ask({ action: 'subscribe', channel: 'chat', chat_id })).toMatchObject({
      type: 'rejected',
      channel: 'chat',
      chat_id,
      code: 'forbidden',
    });
    expect(await socket.ask({ action: 'subscribe', channel: 'admin' })).toMatchObject({
      type: 'rejected',
      channel: 'admin',
      code: 'forbidden',
    });
    for (const command of [
      { action: 'send_message', chat_id, content: 'x', client_id: 'c-1' },
      { action: 'mark_read', chat_id, up_to: 1 },
      { action: 'typing', chat_id, is_typing: true },
    ] as const) {
      expect(await socket.ask(command)).toMatchObject({ type: 'error', code: 'forbidden' });
    }
    expect(await socket.ask({ action: 'ping' })).toMatchObject({ type: 'pong' });
    expect(JSON.stringify(socket.events)).not.toContain(SECRET_OF_ALICE);
  });

  test('sees only their own chat by HTTP', async () => {
    const own = await call(run.url, 'GET /api/support_chat', { token: bob.token });
    expect(own.body).toMatchObject({ id: bob.chat_id, messages: [] });
    const messages = await call(run.url, 'GET /api/support_chat/messages', { token: bob.token });
    expect(messages.body).toMatchObject({ messages: [] });
  });

  test.each(Object.values(ROUTES).filter(isAdminRoute))('is refused at %s', async (route) => {
    const path = route.replace('{id}', alice.chat_id);
    for (const token of [bob.token, alice.token, undefined, 'nonsense']) {
      const answer = await call(run.url, path, { ...(token && { token }), body: undefined });
      expect(answer.status).toBe(401);
      expect(JSON.stringify(answer.body)).not.toContain(SECRET_OF_ALICE);
    }
  });
});

describe('[S2] a bad token', () => {
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
  const sign = (secret: string, claims: Record<string, unknown> = {}) =>
    new SignJWT({ sub: alice.id, exp: inSeconds(600), ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret));
  const payloadOf = (token: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const withoutSignature = (claims: Record<string, unknown>) =>
    `${[{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

  const bad: Record<string, () => Promise<string> | string> = {
    'that is none': () => 'nonsense',
    'of another key': () => sign('another-secret-that-is-long-enough-0123456789'),
    'with algorithm none': () => withoutSignature({ sub: alice.id, exp: inSeconds(600) }),
    'with algorithm none, as an admin': () => withoutSignature(payloadOf(admin.token)),
    'that was changed': () => {
      const [head, , signature] = alice.token.split('.');
      const payload = { ...payloadOf(alice.token), sub: bob.id };
      return [head, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join(
        '.',
      );
    },
    'that has expired': () => run.sign.user({ sub: alice.id, exp: inSeconds(-1) }),
    'without an end': () => run.sign.user({ sub: alice.id }),
    'that lives longer than 24 hours': () =>
      run.sign.user({ sub: alice.id, exp: inSeconds(25 * 3_600) }),
    'for another audience': () =>
      run.sign.user({ sub: alice.id, exp: inSeconds(600), aud: 'billing' }),
    'of a user who poses as a visitor': () =>
      run.sign.user({ sub: 'visitor:1', exp: inSeconds(600) }),
    'of an admin, expired': () => run.sign.admin({ ...payloadOf(admin.token), exp: inSeconds(-1) }),
    'of an admin, for another audience': () =>
      run.sign.admin({ ...payloadOf(admin.token), aud: 'another-client' }),
    'of an admin, from another issuer': () =>
      run.sign.admin({ ...payloadOf(admin.token), iss: 'https://elsewhere.example' }),
    'of an admin, changed': () => {
      const [head, , signature] = admin.token.split('.');
      const payload = { ...payloadOf(admin.token), sub: 'root' };
      return [head, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join(
        '.',
      );
    },
  };

  test.each(Object.entries(bad))('%s is refused everywhere', async (_what, make) => {
    const token = await make();
    await expect(handshake(token)).rejects.toThrow('handshake refused: 401');
    for (const path of ['GET /api/support_chat', 'GET /api/support_chat/messages']) {
      expect(await call(run.url, path, { token })).toMatchObject({
        status: 401,
        body: { error: { code: 'unauthorized' } },
      });
    }
    expect((await call(run.url, 'GET /api/admin/chats', { token })).status).toBe(401);
  });

  test('gets the same response as a good one, but for the error', async () => {
    const user = await run.sign.user({ sub: alice.id, exp: inSeconds(600) });
    const staff = await run.sign.admin(payloadOf(admin.token));
    expect((await call(run.url, 'GET /api/support_chat', { token: user })).status).toBe(200);
    expect((await call(run.url, 'GET /api/admin/chats', { token: staff })).status).toBe(200);
    expect([await handshake(user), await handshake(staff)]).toEqual(['accepted', 'accepted']);
  });

  test('[A1] of a user without admin rights is forbidden everywhere', async () => {
    const token = await run.sign.admin({ ...payloadOf(admin.token), 'cognito:groups': ['others'] });
    await expect(handshake(token)).rejects.toThrow('handshake refused: 403');
    expect(await call(run.url, 'GET /api/admin/chats', { token })).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    });
  });

  test('missing, or offered without the subprotocol, refuses the handshake', async () => {
    await expect(open(run.url, [SUBPROTOCOL])).rejects.toThrow('handshake refused: 401');
    await expect(open(run.url, [])).rejects.toThrow('handshake refused: 401');
    await expect(open(run.url, [alice.token])).rejects.toThrow('handshake refused: 401');
  });

  test('of an admin opens no user’s route, and one of a visitor no user’s chat', async () => {
    const asAdmin = await call(run.url, 'GET /api/support_chat', { token: admin.token });
    expect(asAdmin.status).toBe(401);
    const visitor = await run.token({ role: 'visitor' });
    const own = await call(run.url, 'GET /api/support_chat', { token: visitor });
    expect(own.body).toMatchObject({ messages: [] });
  });
});

describe('[S3] a page of another site', () => {
  test('cannot open a socket, even with a good token', async () => {
    const origin = { origin: 'https://evil.example' };
    await expect(handshake(alice.token, origin)).rejects.toThrow('handshake refused: 403');
    await expect(handshake(alice.token, { origin: run.url })).resolves.toBe('accepted');
  });

  test('gets no CORS header that allows it', async () => {
    const answer = await call(run.url, 'GET /api/support_chat', {
      token: alice.token,
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('what is not there is not found, in the shape of every error', async () => {
  const nothing = { status: 404, body: { error: { code: 'not_found' } } };
  expect(await call(run.url, 'GET /api/nothing')).toMatchObject(nothing);
  const unknown = 'GET /api/admin/chats/00000000-0000-5000-8000-000000000000';
  expect(await call(run.url, unknown, { token: admin.token })).toMatchObject(nothing);
  expect(
    await call(run.url, 'GET /api/admin/chats/nonsense', { token: admin.token }),
  ).toMatchObject(nothing);
  const write = await call(run.url, `${unknown.replace('GET', 'POST')}/messages`, {
    token: admin.token,
    body: { content: 'x', client_id: 'c' },
  });
  expect(write).toMatchObject(nothing);
});
