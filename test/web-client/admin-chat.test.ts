import { expect, test } from 'vitest';
import { createAdminClient } from '../../web-client/admin-client.ts';
import { aListItem, aToken, CHAT_ID } from '../support/builders.ts';
import { createFakePlatform } from './support/fake-platform.ts';
import { createModelServer, type ModelServer } from './support/model-server.ts';
import { screenOf } from './support/open-chat.ts';

/** An admin's chat, live, of a user who has written twice. */
async function openAdminChat({ isErased = false, hasSockets = true } = {}) {
  const server = createModelServer();
  server.network.hasSockets = hasSockets;
  const present = { isErased };
  const platform = createFakePlatform({
    ...server,
    answer: (request) =>
      present.isErased && server.network.isUp
        ? Promise.resolve(notFound())
        : asAdmin(server, request),
  });
  const client = createAdminClient({
    origin: 'https://chat.example.com',
    getToken: async () => aToken({ sub: 'admin-1' }),
    platform,
  });
  for (const content of ['one', 'two']) server.commit({ content, sender_type: 'user' });
  const chat = client.openChat(CHAT_ID);
  client.start();
  await platform.advance(0);
  async function push(event: object) {
    server.broadcast(event);
    await platform.advance(0);
  }
  return { server, platform, chat, present, push, screen: () => screenOf(chat) };
}

async function asAdmin(server: ModelServer, request: Parameters<ModelServer['answer']>[0]) {
  const answer = await server.answer(request);
  if (request.path !== `/api/admin/chats/${CHAT_ID}`) return answer;
  const loaded: object = Object(await answer.json());
  const detail = { user_online: false, read_up_to: 0, created_at: '', page: null };
  return Response.json({ ...aListItem({ id: CHAT_ID }), ...detail, ...loaded });
}

function notFound(): Response {
  const error = { code: 'not_found', message: 'No such chat.' };
  return Response.json({ error }, { status: 404 });
}

const erased = { type: 'chat_erased', chat_id: CHAT_ID };

test('staff without a socket mark as read by HTTP', async () => {
  const { chat, server, platform } = await openAdminChat({ hasSockets: false });
  await platform.advance(10_000);
  chat.markRead();
  expect(chat.snapshot().unread_count).toBe(0);
  await platform.advance(1_000);
  expect(server.requests).toContain(`PATCH /api/admin/chats/${CHAT_ID}/mark_read`);
  expect(server.committed.map(({ read_at }) => read_at !== null)).toEqual([true, true]);
});

test('[A4] who else has the chat open is told, and forgotten with the connection', async () => {
  const { server, platform, chat, push } = await openAdminChat();
  expect(chat.snapshot().viewers).toEqual([]);
  await push({ type: 'viewers', chat_id: 'another', names: ['Mallory'] });
  await push({ type: 'viewers', chat_id: CHAT_ID, names: ['Grace', '\u202eecarG'] });
  expect(chat.snapshot().viewers).toEqual(['Grace', 'ecarG']);
  server.network.hasSockets = false;
  server.cut();
  await platform.advance(0);
  expect(chat.snapshot().viewers).toEqual([]);
});

test('[D11] a chat erased while it is open shows nothing of itself and asks for nothing', async () => {
  const { server, platform, chat, push, screen } = await openAdminChat();
  expect(screen()).toEqual(['1:one', '2:two']);
  await push(erased);
  expect(chat.snapshot().is_erased).toBe(true);
  expect(screen()).toEqual([]);
  const asked = server.requests.length;
  platform.wakeUp();
  await platform.advance(120_000);
  expect(server.requests).toHaveLength(asked);
});

test('[D11] an erasing that was missed while offline is found out', async () => {
  const { server, platform, chat, present } = await openAdminChat();
  server.network.isUp = false;
  server.cut();
  present.isErased = true;
  await platform.advance(1_000);
  expect(chat.snapshot().is_erased).toBe(false);
  server.network.isUp = true;
  await platform.advance(60_000);
  expect(chat.snapshot().is_erased).toBe(true);
});

test('[D11] a user who writes again after an erasing is heard in the same place', async () => {
  const { server, platform, chat, push, screen } = await openAdminChat();
  await push(erased);
  server.committed.length = 0;
  server.commit({ content: 'hello again', sender_type: 'user', client_id: 'again' });
  await push({ type: 'chat_updated', chat: aListItem({ id: CHAT_ID }) });
  await platform.advance(0);
  expect(chat.snapshot().is_erased).toBe(false);
  expect(screen()).toEqual(['1:hello again']);
});

test('a chat that never was is not taken for an erased one', async () => {
  const { chat } = await openAdminChat({ isErased: true });
  expect(chat.snapshot()).toMatchObject({ is_erased: false, loading: 'error' });
});

test('whether the user is online comes with the chat and with its pushes', async () => {
  const { chat, push } = await openAdminChat({});
  expect(chat.snapshot().user_online).toBe(false);
  await push({ type: 'presence', chat_id: CHAT_ID, user_online: true });
  expect(chat.snapshot().user_online).toBe(true);
});
