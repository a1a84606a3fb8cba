import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { keysOf } from '../../functions/identity/keys.ts';
import { signToken } from '../../functions/identity/tokens.ts';
import type { CommandInput } from '../../protocol/index.ts';
import { call } from '../support/http-client.ts';
import { connectAndSubscribe, type SocketClient } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;

const nowSeconds = () => Math.floor(Date.now() / 1_000);
/** Long enough to subscribe on a busy machine. */
const LIFE_SECONDS = 6;
const HOUR_SECONDS = 3_600;

/** A token of each kind, with its lifetime. */
const TOKENS = {
  user: (sub: string, seconds: number) => run.sign.user({ sub, exp: nowSeconds() + seconds }),
  visitor: (sub: string, seconds: number) => {
    const { visitor } = keysOf(run.sign.secret());
    return signToken(visitor, { sub }, new Date(Date.now() + seconds * 1_000));
  },
  admin: async (sub: string, seconds: number) => {
    // The issuer's claims of an admin, with another expiry.
    const claims = decodeJwt(await run.token({ role: 'admin', sub }));
    return run.sign.admin({ ...claims, exp: nowSeconds() + seconds });
  },
};

const CASES = [
  { kind: 'user', subject: () => `user-${randomUUID()}` },
  { kind: 'visitor', subject: () => `visitor:${randomUUID()}` },
  { kind: 'admin', subject: () => `admin-${randomUUID()}` },
] as const;

test.each(CASES)(
  'a connection of a $kind gets nothing after its token has ended, and may do nothing',
  async ({ kind, subject }) => {
    const id = subject();
    const userId = kind === 'admin' ? `user-${randomUUID()}` : id;
    const chat_id = chatIdOf(userId);
    const userToken = await TOKENS[kind === 'visitor' ? 'visitor' : 'user'](userId, HOUR_SECONDS);
    const write = (content: string) =>
      call(run.url, 'POST /api/support_chat/messages', {
        token: userToken,
        body: { content, client_id: randomUUID() },
      });
    await write('first');

    const channels =
      kind === 'admin'
        ? [{ channel: 'admin' } as const, { channel: 'chat', chat_id } as const]
        : [{ channel: 'chat', chat_id } as const];
    const lasting = await connectAndSubscribe(
      run.url,
      await TOKENS[kind](id, HOUR_SECONDS),
      ...channels,
    );
    const ending = await connectAndSubscribe(
      run.url,
      await TOKENS[kind](id, LIFE_SECONDS),
      ...channels,
    );
    const has = (content: string) => (client: SocketClient) =>
      client.event('new_message', ({ message }) => message.content === content);
    await write('while both hold');
    await Promise.all([lasting, ending].map(has('while both hold')));

    const ended = await waitUntil('the end of the token', async () => {
      const reply = await ending.ask({ action: 'ping' });
      return reply.type === 'error' ? reply : undefined;
    });
    expect(ended).toMatchObject({ code: 'unauthorized' });
    const before = ending.events.length;

    // What the other connection got, this one would have got too.
    await write('after the end');
    await has('after the end')(lasting);
    const admin = await connectAndSubscribe(run.url, await TOKENS.admin('grace', HOUR_SECONDS), {
      channel: 'chat',
      chat_id,
    });
    admin.send({ action: 'typing', chat_id, is_typing: true });
    await lasting.event('typing');
    await write('once more');
    await has('once more')(lasting);
    expect(ending.events.slice(before)).toEqual([]);

    const commands: CommandInput[] = [
      { action: 'subscribe', channel: 'chat', chat_id },
      { action: 'send_message', chat_id, content: 'x', client_id: randomUUID() },
      { action: 'mark_read', chat_id, up_to: 1 },
      { action: 'typing', chat_id, is_typing: true },
    ];
    for (const command of commands) {
      expect(await ending.ask(command)).toMatchObject({ type: 'error', code: 'unauthorized' });
    }
    for (const client of [ending, lasting, admin]) client.close();
  },
);

test('[S7] a user whose only connection has ended is not online', async () => {
  const id = `user-${randomUUID()}`;
  const token = await TOKENS.user(id, HOUR_SECONDS);
  await call(run.url, 'POST /api/support_chat/messages', {
    token,
    body: { content: 'hello', client_id: randomUUID() },
  });
  const chat_id = chatIdOf(id);
  const adminToken = await TOKENS.admin('ada', HOUR_SECONDS);
  const isOnline = async () => {
    const { body } = await call(run.url, `GET /api/admin/chats/${chat_id}`, { token: adminToken });
    return (body as { user_online: boolean }).user_online;
  };
  const ending = await connectAndSubscribe(run.url, await TOKENS.user(id, LIFE_SECONDS), {
    channel: 'chat',
    chat_id,
  });
  expect(await isOnline()).toBe(true);
  await waitUntil('the end of the token', async () => !(await isOnline()));
  ending.close();
});
