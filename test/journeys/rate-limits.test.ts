import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalRun } from '../../local/start-local.ts';
import { call } from '../support/http-client.ts';
import { aSignedInAdmin, aSignedInUser, type Person } from '../support/people.ts';
import { startRun } from '../support/run.ts';
import { connect, connectAndSubscribe } from '../support/socket-client.ts';

/** The limits that a deployment has by itself. */
let run: LocalRun;
beforeAll(async () => {
  run = await startRun({ limits: {} });
});
afterAll(() => run.stop());

const post = ({ token }: Person, client_id: string = randomUUID()) =>
  call(run.url, 'POST /api/support_chat/messages', { token, body: { content: 'hi', client_id } });

const statuses = (answers: readonly { status: number }[]) => ({
  stored: answers.filter(({ status }) => status === 201).length,
  refused: answers.filter(({ status }) => status === 429).length,
});

describe('a user who sends too much', () => {
  test('is told by HTTP when they may go on, and what was stored stays answered', async () => {
    const user = await aSignedInUser(run);
    const ids = Array.from({ length: 20 }, () => randomUUID());
    for (const id of ids) expect(await post(user, id)).toMatchObject({ status: 201 });
    const { status, headers, body } = await post(user);
    expect(status).toBe(429);
    expect(body).toMatchObject({ error: { code: 'rate_limited' } });
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(await post(user, ids[0])).toMatchObject({ status: 201, body: { message: { seq: 1 } } });
  });

  test('is told on the socket, and both ways count together', async () => {
    const user = await aSignedInUser(run);
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(user)));
    expect(statuses(answers)).toEqual({ stored: 20, refused: 20 });
    const socket = await connect(run.url, user.token);
    const client_id = randomUUID();
    const { chat_id } = user;
    const reply = await socket.ask({ action: 'send_message', chat_id, content: 'hi', client_id });
    expect(reply).toMatchObject({ type: 'error', code: 'rate_limited', client_id });
    const seconds = reply.type === 'error' ? reply.retry_after : undefined;
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(30);
    socket.close();
  });

  test('reaches nobody with more than that, and costs the others nothing', async () => {
    const [attacker, admin, ...others] = await Promise.all([
      aSignedInUser(run),
      aSignedInAdmin(run),
      ...Array.from({ length: 5 }, () => aSignedInUser(run)),
    ]);
    const dashboard = await connectAndSubscribe(run.url, admin.token, { channel: 'admin' });
    const flood = Promise.all(Array.from({ length: 500 }, () => post(attacker)));
    const written = others.map(async (other) => {
      for (let n = 0; n < 5; n += 1) expect(await post(other)).toMatchObject({ status: 201 });
    });
    await Promise.all(written);
    expect(statuses(await flood)).toEqual({ stored: 20, refused: 480 });
    for (const { chat_id } of others) {
      await dashboard.event('new_user_message', (push) => {
        return push.chat_id === chat_id && push.message.seq === 5;
      });
    }
    await dashboard.event('new_user_message', (push) => {
      return push.chat_id === attacker.chat_id && push.message.seq === 20;
    });
    const pushes = dashboard.all('new_user_message');
    expect(pushes.filter(({ chat_id }) => chat_id === attacker.chat_id)).toHaveLength(20);
    dashboard.close();
  });
});
