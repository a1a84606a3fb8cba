import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { TYPING_INTERVAL_MS } from '../../protocol/index.ts';
import { call } from '../support/http-client.ts';
import type { Admin } from '../support/people.ts';
import { connectAndSubscribe, type SocketClient } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;
let admin: Admin;
let adminSocket: SocketClient;
beforeAll(async () => {
  admin = await stage.admin();
  adminSocket = await admin.connect();
});

const write = (socket: SocketClient, chat_id: string, content: string, client_id = randomUUID()) =>
  socket.ask({ action: 'send_message', chat_id, content, client_id });

async function aUserWithSocket() {
  const user = await stage.signedInUser();
  const socket = await user.connect();
  return { user, socket };
}

/** Far more keystrokes than typing indicators that may be sent. */
const KEYSTROKES = 30;

const inbox = async (query = '') =>
  (await call(run.url, `GET /api/admin/chats${query}`, { token: admin.token })).body;

describe('a conversation', () => {
  test('[D2, W5] travels both ways, live, and begins with its first message', async () => {
    const { user, socket } = await aUserWithSocket();
    expect(await inbox(`?q=${user.id}`)).toMatchObject({ chats: [] });

    const accepted = await write(socket, user.chat_id, '  Is the tent in stock?  ');
    expect(accepted).toMatchObject({
      type: 'message_accepted',
      message: {
        seq: 1,
        content: 'Is the tent in stock?',
        sender_type: 'user',
        sender_name: 'Alice',
        read_at: null,
      },
    });
    await socket.event('new_message');
    const told = await adminSocket.event('new_user_message', (e) => e.chat_id === user.chat_id);
    expect(told).toMatchObject({ user_email: user.email, message: { seq: 1 } });
    const listed = await adminSocket.event('chat_updated', (e) => e.chat.id === user.chat_id);
    expect(listed.chat).toMatchObject({
      user_id: user.id,
      user_verified: true,
      unread: true,
      archived: false,
      message_count: 1,
      last_message_sender: 'user',
      last_message_preview: 'Is the tent in stock?',
    });

    const reply = await write(adminSocket, user.chat_id, 'Yes, two are left.');
    expect(reply).toMatchObject({ message: { seq: 2, sender_type: 'admin', sender_name: 'Ada' } });
    await socket.event('new_message', (e) => e.message.seq === 2);
    await adminSocket.event('chat_updated', (e) => e.chat.id === user.chat_id && !e.chat.unread);
    expect(socket.all('new_message').map((e) => e.message.seq)).toEqual([1, 2]);
  });

  test('[H1, H2, H4] is there for who comes back', async () => {
    const { user, socket } = await aUserWithSocket();
    await write(socket, user.chat_id, 'one');
    await write(adminSocket, user.chat_id, 'two');
    const get = (path: string) => call(run.url, path, { token: user.token });
    expect((await get('GET /api/support_chat')).body).toMatchObject({
      id: user.chat_id,
      messages: [{ seq: 1 }, { seq: 2 }],
      has_more: false,
      unread_count: 1,
      user: { id: user.id, email: user.email, name: 'Alice' },
      admins_online: true,
    });
    expect((await get('GET /api/support_chat/messages?after=1')).body).toMatchObject({
      messages: [{ content: 'two' }],
      has_more: false,
    });
    expect((await get('GET /api/support_chat/messages?limit=1')).body).toMatchObject({
      messages: [{ content: 'two' }],
      has_more: true,
    });
    const marked = await call(run.url, 'PATCH /api/support_chat/mark_read', {
      token: user.token,
      body: {},
    });
    expect(marked).toMatchObject({ status: 200, body: { read_count: 1, unread_count: 0 } });
    const read = await socket.event('messages_read');
    expect(read).toMatchObject({ chat_id: user.chat_id, reader: 'user', up_to: 2 });
  });

  test('[H7] opened by an admin is viewed, and shows how far the user has read', async () => {
    const { user, socket } = await aUserWithSocket();
    await write(socket, user.chat_id, 'hello');
    const opened = await call(run.url, `GET /api/admin/chats/${user.chat_id}`, {
      token: admin.token,
    });
    expect(opened.body).toMatchObject({
      id: user.chat_id,
      unread: false,
      user_online: true,
      read_up_to: 1,
      messages: [{ seq: 1 }],
    });
    await adminSocket.event('chat_updated', (e) => e.chat.id === user.chat_id && !e.chat.unread);
  });

  test('[H8] goes on by HTTP for an admin, too', async () => {
    const { user, socket } = await aUserWithSocket();
    for (const content of ['one', 'two', 'three']) await write(socket, user.chat_id, content);
    const path = `/api/admin/chats/${user.chat_id}/messages`;
    const { token } = admin;
    const body = { content: 'four', client_id: randomUUID() };
    const first = await call(run.url, `POST ${path}`, { token, body });
    expect(first).toMatchObject({
      status: 201,
      body: { message: { seq: 4, sender_type: 'admin', sender_name: 'Ada' } },
    });
    expect((await call(run.url, `POST ${path}`, { token, body })).body).toEqual(first.body);
    await socket.event('new_message', (e) => e.message.content === 'four');
    const after = await call(run.url, `GET ${path}?after=1&limit=2`, { token });
    expect(after.body).toMatchObject({ messages: [{ seq: 2 }, { seq: 3 }], has_more: true });
    const before = await call(run.url, `GET ${path}?before=3`, { token });
    expect(before.body).toMatchObject({ messages: [{ seq: 1 }, { seq: 2 }], has_more: false });
  });

  test('[H9, D6] archived, goes to the other tab, and comes back with the user’s next message', async () => {
    const { user, socket } = await aUserWithSocket();
    await write(socket, user.chat_id, 'hello');
    const post = (what: string) =>
      call(run.url, `POST /api/admin/chats/${user.chat_id}/${what}`, { token: admin.token });
    expect(await post('archive')).toMatchObject({ status: 200, body: { archived: true } });
    expect(await post('archive')).toMatchObject({ status: 200, body: { archived: true } });
    expect(await inbox(`?archived=true&q=${user.id}`)).toMatchObject({
      chats: [{ id: user.chat_id }],
    });
    expect(await inbox(`?q=${user.id}`)).toMatchObject({ chats: [] });
    await write(adminSocket, user.chat_id, 'closed for now');
    expect(await inbox(`?archived=true&q=${user.id}`)).toMatchObject({
      chats: [{ id: user.chat_id }],
    });
    await write(socket, user.chat_id, 'one more thing');
    expect(await inbox(`?q=${user.id}`)).toMatchObject({
      chats: [{ archived: false, unread: true }],
    });
    expect(await post('archive')).toMatchObject({ body: { archived: true } });
    expect(await post('unarchive')).toMatchObject({ body: { archived: false } });
  });

  test('[W9] shows typing to the others, at most once a second, never to the one who types', async () => {
    const { user, socket } = await aUserWithSocket();
    await write(socket, user.chat_id, 'hello');
    const colleague = await connectAndSubscribe(run.url, admin.token, {
      channel: 'chat',
      chat_id: user.chat_id,
    });
    const typing = { action: 'typing', chat_id: user.chat_id, is_typing: true } as const;
    const startedAt = performance.now();
    for (let n = 0; n < KEYSTROKES; n += 1) socket.send(typing);
    expect(await colleague.event('typing')).toEqual({
      type: 'typing',
      chat_id: user.chat_id,
      sender_type: 'user',
      sender_name: 'Alice',
      is_typing: true,
    });
    await write(socket, user.chat_id, 'done');
    await colleague.event('new_message', (e) => e.message.seq === 2);
    const intervals = Math.floor((performance.now() - startedAt) / TYPING_INTERVAL_MS);
    expect(colleague.all('typing').length).toBeLessThanOrEqual(1 + intervals);
    expect(socket.all('typing')).toEqual([]);
  });

  test('notifies admins when the user connects and disconnects', async () => {
    const { user, socket } = await aUserWithSocket();
    const of = (online: boolean) => (e: { chat_id: string; user_online: boolean }) =>
      e.chat_id === user.chat_id && e.user_online === online;
    await adminSocket.event('presence', of(true));
    socket.close();
    await adminSocket.event('presence', of(false));
  });
});

describe('an anonymous visitor', () => {
  test('[H5] chats, leaves an address, and stays unverified', async () => {
    const made = await call(run.url, 'POST /api/visitors');
    expect(made.status).toBe(201);
    const token = await run.token({ role: 'visitor' });
    const post = (body: unknown) =>
      call(run.url, 'POST /api/support_chat/messages', { token, body });
    const first = await post({ content: 'hi', client_id: 'c-1' });
    expect(first).toMatchObject({ status: 201, body: { message: { sender_name: 'Visitor' } } });
    const email = `${randomUUID()}@example.com`;
    const left = await call(run.url, 'PUT /api/support_chat/contact', { token, body: { email } });
    expect(left.status).toBe(204);
    expect(await inbox(`?q=${email}`)).toMatchObject({
      chats: [{ user_email: email, user_verified: false }],
    });
  });
});

describe('[D3, W6] twenty commands at once on one chat', () => {
  test('make twenty messages, seq 1 to 20, each shown once on each side, in order', async () => {
    const { user, socket } = await aUserWithSocket();
    const second = await user.connect();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => write(n % 2 ? socket : second, user.chat_id, `${n}`)),
    );
    expect(new Set(replies.map(({ type }) => type))).toEqual(new Set(['message_accepted']));
    const oneToTwenty = Array.from({ length: 20 }, (_, n) => n + 1);
    const seqs = (client: SocketClient, type: 'new_message' | 'new_user_message') =>
      client
        .all(type)
        .filter((e) => e.chat_id === user.chat_id)
        .map((e) => e.message.seq);
    for (const [client, type] of [
      [socket, 'new_message'],
      [second, 'new_message'],
      [adminSocket, 'new_user_message'],
    ] as const) {
      await waitUntil('all twenty', () => seqs(client, type).length >= 20);
      expect(seqs(client, type)).toEqual(oneToTwenty);
    }
  });
});

test('[D5, W4] the same client_id by socket and by HTTP is one message and gets one response', async () => {
  const { user, socket } = await aUserWithSocket();
  const client_id = randomUUID();
  const bySocket = await write(socket, user.chat_id, 'once', client_id);
  const again = await write(socket, user.chat_id, 'once', client_id);
  const byHttp = await call(run.url, 'POST /api/support_chat/messages', {
    token: user.token,
    body: { content: 'once', client_id },
  });
  const message = bySocket.type === 'message_accepted' ? bySocket.message : undefined;
  expect(again).toMatchObject({ message });
  expect(byHttp).toMatchObject({ status: 201, body: { message } });
  const all = await call(run.url, 'GET /api/support_chat', { token: user.token });
  expect(all.body).toMatchObject({ messages: [message] });
});

test('[H11] says that it is there, to anybody', async () => {
  const health = await call(run.url, 'GET /api/health');
  expect(health).toMatchObject({
    status: 200,
    body: { status: 'ok', version: expect.any(String) },
  });
});
