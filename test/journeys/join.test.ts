import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { MessagePageSchema } from '../../protocol/index.ts';
import { fillChat } from '../support/fill-chat.ts';
import { itemsMentioning } from '../support/find-items.ts';
import { call } from '../support/http-client.ts';
import type { Admin, User } from '../support/people.ts';
import type { SocketClient } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;
let admin: Admin;
let dashboard: SocketClient;
beforeAll(async () => {
  admin = await stage.admin();
  dashboard = await admin.connect();
});

const join = (user: User, visitor: User) =>
  user.call('POST /api/support_chat/join', { visitor_token: visitor.token });

const messagesOf = async (user: User, after = 0) => {
  const { body } = await user.call(`GET /api/support_chat/messages?after=${after}&limit=100`);
  return v.parse(MessagePageSchema, body);
};

describe('[H14] a visitor who signs in and adds their conversation', () => {
  test('finds all of it in their account, once, and everybody else learns where it went', async () => {
    const [visitor, user] = [await stage.visitor(), await stage.signedInUser()];
    await user.write('long ago');
    await visitor.write('Is it waterproof?');
    await admin.reply(visitor, 'It is.');
    const before = (await messagesOf(visitor)).messages;
    const [asVisitor, asUser] = [await visitor.connect(), await user.connect()];
    await dashboard.ask({ action: 'subscribe', channel: 'chat', chat_id: visitor.chat_id });

    expect(await join(user, visitor)).toMatchObject({ status: 200, body: { joined: true } });
    const { messages } = await messagesOf(user);
    expect(messages.slice(1)).toEqual(
      before.map((one) => ({ ...one, seq: one.seq + 1, chat_id: user.chat_id, joined: true })),
    );
    for (const socket of [asVisitor, asUser, dashboard]) {
      const push = await socket.event('chat_joined', (e) => e.chat_id === visitor.chat_id);
      expect(push.into).toBe(user.chat_id);
    }
    await dashboard.event('chat_erased', (e) => e.chat_id === visitor.chat_id);
    await dashboard.event('chat_updated', ({ chat }) => chat.id === user.chat_id && chat.joined);
    expect(await join(user, visitor)).toMatchObject({ status: 200, body: { joined: true } });

    // The next message arrives after everything that could have been pushed.
    await user.write('And warm?');
    await asUser.event('new_message', (e) => e.message.content === 'And warm?');
    await dashboard.event('new_user_message', (e) => e.message.content === 'And warm?');
    for (const socket of [asUser, dashboard]) {
      const pushed = [...socket.all('new_message'), ...socket.all('new_user_message')];
      expect(pushed.filter(({ message }) => message.joined)).toEqual([]);
    }
    // Nothing else may have come but what was sent before the subscription.
    const told = asUser.all('new_message').map(({ message }) => message.content);
    expect(told.filter((content) => content !== 'long ago')).toEqual(['And warm?']);
    expect((await messagesOf(user)).messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(await admin.call(`GET /api/admin/chats/${visitor.chat_id}`)).toMatchObject({
      status: 404,
    });
  });

  test('gets the reply that they have not read by email, once, from then on', async () => {
    const [visitor, user] = [await stage.visitor(), await stage.signedInUser()];
    const email = `${randomUUID()}@example.com`;
    const body = { email };
    await call(run.url, 'PUT /api/support_chat/contact', { token: visitor.token, body });
    await visitor.write('hello');
    await admin.reply(visitor, 'Seen already');
    await call(run.url, 'PATCH /api/support_chat/mark_read', { token: visitor.token, body: {} });
    await admin.reply(visitor, 'Not read');
    await join(user, visitor);
    await dashboard.event('chat_erased', (e) => e.chat_id === visitor.chat_id);
    const emails = async () =>
      (await run.emails()).filter(({ to }) => to.includes(user.email) || to.includes(email));
    await run.advance(200);
    expect(await emails()).toEqual([]);
    await run.advance(102);
    const [sent] = await waitUntil('the email', async () =>
      (await emails()).length > 0 ? emails() : undefined,
    );
    expect(sent?.to).toContain(user.email);
    expect(sent?.text).toContain('Not read');
    expect(sent?.text).not.toContain('Seen already');
    await run.advance(600);
    expect(await emails()).toHaveLength(1);
  });

  test('is followed by the links of earlier emails for 30 days', async () => {
    const [visitor, user] = [await stage.visitor(), await stage.signedInUser()];
    const email = `${randomUUID()}@example.com`;
    const body = { email };
    await call(run.url, 'PUT /api/support_chat/contact', { token: visitor.token, body });
    await visitor.write('hello');
    await admin.reply(visitor, 'Hello');
    await dashboard.event('chat_updated', ({ chat }) => chat.id === visitor.chat_id);
    await run.advance(301);
    const sent = await waitUntil('the email', async () =>
      (await run.emails()).find(({ to }) => to.includes(email)),
    );
    await join(user, visitor);
    const link = (path: string) =>
      new URL(sent.text.match(new RegExp(`\\S+${path}\\?\\S+`))?.[0] ?? '');
    const open = link('open');
    const opened = await fetch(open, { redirect: 'manual' });
    expect(opened.status).toBe(302);
    expect(opened.headers.get('location')).toMatch(/#support-chat=open$/);
    const end = link('unsubscribe');
    expect((await fetch(end, { method: 'POST' })).status).toBe(200);
  });

  test('may have written a lot: each response comes soon, and nothing is lost or duplicated', async () => {
    const [visitor, user] = [await stage.visitor(), await stage.signedInUser()];
    await visitor.write('first');
    await fillChat(run.database, visitor.chat_id, { count: 600, content: 'hello' });
    const before: string[] = [];
    for (let page = await messagesOf(visitor); ; ) {
      before.push(...page.messages.map(({ id }) => id));
      if (!page.has_more) break;
      page = await messagesOf(visitor, page.messages.at(-1)?.seq);
    }
    await waitUntil(
      'the chat to be joined',
      async () => {
        const startedAt = performance.now();
        const { status } = await join(user, visitor);
        expect(performance.now() - startedAt).toBeLessThan(29_000);
        expect([200, 202]).toContain(status);
        return status === 200;
      },
      60_000,
    );
    const after: string[] = [];
    for (let page = await messagesOf(user); ; ) {
      after.push(...page.messages.map(({ id }) => id));
      if (!page.has_more) break;
      page = await messagesOf(user, page.messages.at(-1)?.seq);
    }
    expect(after).toEqual(before);
    const left = await itemsMentioning(run, visitor.chat_id);
    expect(left.map(({ entity }) => entity).sort()).toEqual(['joined', 'joined_from']);
  });
});

test('nothing has failed on the way', () => {
  expect(run.failures()).toEqual([]);
});
