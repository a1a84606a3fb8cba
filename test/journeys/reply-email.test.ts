import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { VisitorSchema } from '../../protocol/index.ts';
import { call } from '../support/http-client.ts';
import type { User } from '../support/people.ts';
import { connectAndSubscribe, type SocketClient } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const FIVE_MINUTES = 301;

const stage = await openStage();
const { run } = stage;
let admin: SocketClient;
let adminToken: string;
beforeAll(async () => {
  const person = await stage.admin();
  adminToken = person.token;
  admin = await connectAndSubscribe(run.url, person.token, { channel: 'admin' });
});

const emailsTo = async ({ email }: User) =>
  (await run.emails()).filter(({ to }) => to.includes(email));

const write = (user: User, content = 'a question') =>
  call(run.url, 'POST /api/support_chat/messages', {
    token: user.token,
    body: {
      content,
      client_id: randomUUID(),
      page: { url: `${run.url}/tents?token=secret#reset` },
    },
  });

/** An admin replies; waits until the reply was pushed and its email scheduled. */
async function answer({ chat_id }: User, content: string) {
  const client_id = randomUUID();
  await admin.ask({ action: 'send_message', chat_id, content, client_id });
  await admin.event('new_message', (e) => e.message.client_id === client_id);
}

async function aUserWhoWaits() {
  const user = await stage.signedInUser();
  await write(user);
  await admin.ask({ action: 'subscribe', channel: 'chat', chat_id: user.chat_id });
  return user;
}

describe('[E1] an admin’s reply', () => {
  test('unread for five minutes becomes one email with the reply in it', async () => {
    const user = await aUserWhoWaits();
    await answer(user, 'Your tent is on its way.');
    await run.advance(295);
    expect(await emailsTo(user)).toEqual([]);
    await run.advance(10);
    const [email, ...others] = await emailsTo(user);
    expect(others).toEqual([]);
    expect(email?.subject).toBe('New reply from Demo shop');
    expect(email?.text).toContain('Your tent is on its way.');
    expect(email?.html).toContain('Your tent is on its way.');
  });

  test('read before makes none', async () => {
    const user = await aUserWhoWaits();
    await answer(user, 'Hello');
    await call(run.url, 'PATCH /api/support_chat/mark_read', { token: user.token, body: {} });
    await run.advance(FIVE_MINUTES);
    expect(await emailsTo(user)).toEqual([]);
  });

  test('[E3] three in a row make one email with all three', async () => {
    const user = await aUserWhoWaits();
    for (const content of ['first', 'second', 'third']) await answer(user, content);
    await run.advance(FIVE_MINUTES);
    const emails = await emailsTo(user);
    expect(emails).toHaveLength(1);
    for (const content of ['first', 'second', 'third']) expect(emails[0]?.text).toContain(content);
    await run.advance(FIVE_MINUTES);
    expect(await emailsTo(user)).toHaveLength(1);
  });

  test('in a chat that was archived right after it makes one all the same', async () => {
    const user = await aUserWhoWaits();
    await answer(user, 'Hello');
    await call(run.url, `POST /api/admin/chats/${user.chat_id}/archive`, { token: adminToken });
    await run.advance(FIVE_MINUTES);
    expect(await emailsTo(user)).toHaveLength(1);
  });

  test('to a user who unsubscribed sends none, and the admins see that', async () => {
    const user = await aUserWhoWaits();
    await answer(user, 'first');
    await run.advance(FIVE_MINUTES);
    const [email] = await emailsTo(user);
    const link = new URL(email?.text.match(/\S+unsubscribe\?token=\S+/)?.[0] ?? '');
    await call(link.origin, `POST ${link.pathname}${link.search}`);
    await answer(user, 'second');
    await run.advance(FIVE_MINUTES);
    expect(await emailsTo(user)).toHaveLength(1);
    await admin.event(
      'chat_updated',
      ({ chat }) => chat.id === user.chat_id && chat.email_skipped === 'unsubscribed',
    );
    const detail = await call(run.url, `GET /api/admin/chats/${user.chat_id}`, {
      token: adminToken,
    });
    expect(detail.body).toMatchObject({ email_skipped: 'unsubscribed' });
  });

  test('to a visitor without an address makes none', async () => {
    const before = (await run.emails()).length;
    const visitor = await stage.visitor();
    await write(visitor);
    await admin.ask({ action: 'subscribe', channel: 'chat', chat_id: visitor.chat_id });
    await answer(visitor, 'Hello');
    await run.advance(FIVE_MINUTES);
    expect(await run.emails()).toHaveLength(before);
  });
});

describe('[E4] the email', () => {
  const linkOf = async (user: User, path: string) => {
    const [email] = await waitUntil('the email', async () => {
      const emails = await emailsTo(user);
      return emails.length > 0 ? emails : undefined;
    });
    const url = email?.text.match(new RegExp(`\\S+${path}\\?token=\\S+`))?.[0] ?? '';
    return new URL(url);
  };

  test('opens the page that the user wrote from, with the chat open', async () => {
    const user = await aUserWhoWaits();
    await answer(user, 'Hello');
    await run.advance(FIVE_MINUTES);
    const link = await linkOf(user, '/api/email/open');
    const opened = await call(link.origin, `GET ${link.pathname}${link.search}`);
    expect(opened.status).toBe(302);
    expect(opened.headers.get('location')).toBe(`${run.url}/tents#support-chat=open`);
  });

  test('leads a visitor to a ticket, which makes another browser theirs once it is accepted', async () => {
    const email = `${randomUUID()}@example.com`;
    const visitor = await stage.visitor({ email });
    const { chat_id } = visitor;
    await write(visitor, 'Is the tent waterproof?');
    await admin.ask({ action: 'subscribe', channel: 'chat', chat_id });
    await answer(visitor, 'Hello');
    await run.advance(FIVE_MINUTES);
    const link = await linkOf(visitor, '/api/email/open');
    const opened = await call(link.origin, `GET ${link.pathname}${link.search}`);
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
    const [page, ticket] = (opened.headers.get('location') ?? '').split('#support-chat=');
    expect(page).toBe(`${run.url}/tents`);
    expect((await call(run.url, 'GET /api/support_chat', { token: ticket })).status).toBe(401);

    const post = (body: object) => call(run.url, 'POST /api/email/ticket', { body });
    const preview = await post({ ticket });
    expect(preview.body).toEqual({
      masked_email: `${email[0]}•••@example.com`,
      last_preview: 'Hello',
    });
    const accepted = await post({ ticket, accept: true });
    const visitorToken = v.parse(VisitorSchema, accepted.body).token;
    const chat = await call(run.url, 'GET /api/support_chat', { token: visitorToken });
    expect(chat.body).toMatchObject({ id: chat_id });
    expect((await post({ ticket, accept: true })).status).toBe(401);
  });

  test('[S9] holds nothing of that page’s query and fragment, and neither does the dashboard', async () => {
    const user = await aUserWhoWaits();
    const { body } = await call(run.url, `GET /api/admin/chats/${user.chat_id}`, {
      token: adminToken,
    });
    expect(body).toMatchObject({ page: { url: `${run.url}/tents` } });
    await answer(user, 'Hello');
    await run.advance(FIVE_MINUTES);
    const link = await linkOf(user, '/api/email/open');
    const opened = await call(link.origin, `GET ${link.pathname}${link.search}`);
    expect(opened.headers.get('location')).not.toMatch(/secret|reset/);
  });

  test('with a changed token opens nothing', async () => {
    const answerTo = await call(run.url, 'GET /api/email/open?token=nonsense');
    expect(answerTo.status).toBe(401);
  });

  test('[H12] stops these emails by one click, and not by looking', async () => {
    const user = await aUserWhoWaits();
    await answer(user, 'Hello');
    await run.advance(FIVE_MINUTES);
    const link = await linkOf(user, '/api/email/unsubscribe');
    const target = `${link.pathname}${link.search}`;
    expect((await call(link.origin, `GET ${target}`)).body).toContain('<button>');
    await answer(user, 'Are you there?');
    await run.advance(FIVE_MINUTES);
    expect(await emailsTo(user)).toHaveLength(2);
    const stopped = await call(link.origin, `POST ${target}`, {
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(stopped.status).toBe(200);
    await answer(user, 'Last word');
    await run.advance(FIVE_MINUTES);
    expect(await emailsTo(user)).toHaveLength(2);
  });
});

test('nothing has failed on the way', () => {
  expect(run.failures()).toEqual([]);
});
