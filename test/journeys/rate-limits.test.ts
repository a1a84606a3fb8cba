import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import pMap from 'p-map';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { ChatPageSchema, SentMessageSchema } from '../../protocol/index.ts';
import { call } from '../support/http-client.ts';
import type { User } from '../support/people.ts';
import { connect, connectAndSubscribe } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

/** The default limits of a deployment. */
const stage = await openStage({ limits: {} });
const { run } = stage;

const post = ({ token }: User, client_id: string = randomUUID()) =>
  call(run.url, 'POST /api/support_chat/messages', { token, body: { content: 'hi', client_id } });

const statuses = (answers: readonly { status: number }[]) => ({
  stored: answers.filter(({ status }) => status === 201).length,
  refused: answers.filter(({ status }) => status === 429).length,
});

describe('[S4] a user who sends too much', () => {
  test('gets a retry time by HTTP, and repeating a stored message still gets its response', async () => {
    const user = await stage.signedInUser();
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
    const user = await stage.signedInUser();
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
      stage.signedInUser(),
      stage.admin(),
      ...Array.from({ length: 5 }, () => stage.signedInUser()),
    ]);
    const dashboard = await admin.connect();
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

describe('[S4] a connection that says too much', () => {
  test('is told so, then closed, while everybody else is served', async () => {
    const [attacker, other] = await Promise.all([stage.signedInUser(), stage.signedInUser()]);
    const flooding = await connect(run.url, attacker.token);
    const { chat_id, token } = other;
    const served = await connectAndSubscribe(run.url, token, { channel: 'chat', chat_id });
    let isClosed = false;
    void flooding.closed.then(() => {
      isClosed = true;
    });
    const begun = Date.now();
    let sent = 0;
    for (let n = 1; n <= 10 && !isClosed; n += 1) {
      for (; sent < n * 2_000; sent += 1) flooding.send({ action: 'ping', id: sent });
      const client_id = randomUUID();
      const command = { action: 'send_message', chat_id, content: 'hi', client_id } as const;
      expect(await served.ask(command)).toMatchObject({ type: 'message_accepted' });
      await served.event('new_message', ({ message }) => message.client_id === client_id);
    }
    await waitUntil('the flood to be closed', () => isClosed, 60_000);
    // The local run has four execution environments, and each has its own limit.
    const seconds = Math.ceil((Date.now() - begun) / 1_000);
    expect(flooding.all('pong').length).toBeLessThanOrEqual(4 * (30 + 10 * seconds));
    const errors = flooding.all('error');
    expect(errors.length).toBeGreaterThan(0);
    const refusal = { code: 'rate_limited', retry_after: 1, id: expect.any(Number) };
    expect(errors).toEqual(errors.map(() => expect.objectContaining(refusal)));
    const again = await connect(run.url, attacker.token);
    expect(await again.ask({ action: 'ping' })).toMatchObject({ type: 'pong' });
    for (const socket of [served, again]) socket.close();
  });

  test('may say as much as an app does at once', async () => {
    const socket = await connect(run.url, (await stage.admin()).token);
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => socket.ask({ action: 'ping' })),
    );
    expect(replies).toEqual(replies.map(() => expect.objectContaining({ type: 'pong' })));
    socket.close();
  });
});

describe('[S4] somebody who makes visitors', () => {
  /** Creates a visitor from one of this computer's addresses. */
  async function visitorFrom(localAddress: string, headers: Record<string, string> = {}) {
    const { port } = new URL(run.url);
    const options = { port, host: '127.0.0.1', localAddress, agent, headers, method: 'POST' };
    const asked = request({ ...options, path: '/api/visitors' }).end();
    const [answer] = await once(asked, 'response');
    answer.resume();
    await once(answer, 'end');
    return { status: answer.statusCode, retryAfter: Number(answer.headers['retry-after']) };
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 40 });
  afterAll(() => agent.destroy());

  test('gets 60 from one address, whatever they say of it, and everybody else gets theirs', {
    timeout: 180_000,
  }, async () => {
    const attacker = '127.0.0.66';
    const begun = Date.now();
    const flood = pMap(
      Array.from({ length: 3_000 }, (_, n) => `192.0.2.${n % 256}`),
      (forged) => visitorFrom(attacker, { 'x-viewer-address': forged, 'x-support-chat-edge': '' }),
      { concurrency: 40 },
    );
    const others = await Promise.all(
      Array.from({ length: 20 }, (_, n) => visitorFrom(`127.0.1.${n + 1}`)),
    );
    expect(statuses(others)).toEqual({ stored: 20, refused: 0 });
    const answers = await flood;
    const { stored, refused } = statuses(answers);
    expect(stored + refused).toBe(3_000);
    expect(stored).toBeGreaterThanOrEqual(60);
    expect(stored).toBeLessThanOrEqual(60 + Math.ceil((Date.now() - begun) / 60_000));
    const waits = answers.filter(({ status }) => status === 429).map((one) => one.retryAfter);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);
    expect(statuses([await visitorFrom('127.0.2.1')])).toEqual({ stored: 1, refused: 0 });
  });
});

test('[S4] an address that thirty visitors name gets three emails, until its reader accepts a link', async () => {
  const admin = await stage.admin();
  const email = `victim-${randomUUID()}@example.com`;
  const emails = async () => (await run.emails()).filter(({ to }) => to.includes(email));
  const answer = (chat_id: string) =>
    call(run.url, `POST /api/admin/chats/${chat_id}/messages`, {
      token: admin.token,
      body: { content: 'We look into it.', client_id: randomUUID() },
    });
  const visitors = await pMap(
    Array.from({ length: 30 }, () => randomUUID()),
    async (sub) => {
      const token = await run.token({ role: 'visitor', sub });
      const message = { content: 'Buy this!', client_id: randomUUID() };
      const sent = await call(run.url, 'POST /api/support_chat/messages', { token, body: message });
      const { chat_id } = v.parse(SentMessageSchema, sent.body).message;
      await call(run.url, 'PUT /api/support_chat/contact', { token, body: { email } });
      expect(await answer(chat_id)).toMatchObject({ status: 201 });
      return chat_id;
    },
    { concurrency: 4 },
  );
  const skipped = async () => {
    const path = '/api/admin/chats?archived=false&limit=100';
    const { body } = await call(run.url, `GET ${path}`, { token: admin.token });
    const { chats } = v.parse(ChatPageSchema, body);
    return chats.filter(({ id, email_skipped }) => {
      return visitors.includes(id) && email_skipped === 'unconfirmed';
    });
  };
  await waitUntil('all emails to be sent or skipped', async () => {
    await run.advance(301);
    return (await skipped()).length === 27;
  });
  expect(await emails()).toHaveLength(3);

  const link = /\/api\/email\/open\?token=\S+/.exec((await emails())[0]?.text ?? '')?.[0] ?? '';
  const { headers } = await call(run.url, `GET ${link}`);
  const ticket = headers.get('location')?.split('#support-chat=')[1];
  const body = { ticket, accept: true };
  expect(await call(run.url, 'POST /api/email/ticket', { body })).toMatchObject({ status: 200 });
  const [other] = await skipped();
  await answer(other?.id ?? '');
  await waitUntil('the email that was skipped before', async () => {
    await run.advance(301);
    return (await emails()).length === 4;
  });
});
