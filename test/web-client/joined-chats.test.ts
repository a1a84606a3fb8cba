import { expect, test } from 'vitest';
import { createAdminClient } from '../../web-client/admin-client.ts';
import { ApiError } from '../../web-client/index.ts';
import { aToken, CHAT_ID } from '../support/builders.ts';
import { createFakePlatform } from './support/fake-platform.ts';
import { createModelServer } from './support/model-server.ts';
import { openChat, screenOf } from './support/open-chat.ts';

const OTHER_CHAT = '0d9c5f4e-3a4e-4d25-9b7f-999999999999';

/** A user's chat into which the server has joined a conversation, of which nothing is pushed. */
async function joinedChat() {
  const opened = await openChat();
  const { server, platform } = opened;
  server.commit({ content: 'one', sender_type: 'user' });
  await platform.advance(0);
  server.network.fate = () => 'lost';
  const read_at = '2026-01-01T00:00:00.000Z';
  server.commit({ content: 'asked', sender_type: 'user', joined: true });
  server.commit({ content: 'read', sender_type: 'admin', joined: true, read_at });
  server.commit({ content: 'unread', sender_type: 'admin', joined: true });
  server.network.fate = () => 'arrives';
  return opened;
}

test('the user’s chat is read again when a conversation was joined into it, and nothing of it is news', async () => {
  const { server, platform, chat, screen } = await joinedChat();
  const arrived: string[] = [];
  chat.onArrival(({ content }) => arrived.push(content));
  expect(screen()).toEqual(['1:one']);
  server.broadcast({ type: 'chat_joined', chat_id: OTHER_CHAT, into: CHAT_ID });
  await platform.advance(0);
  expect(screen()).toEqual(['1:one', '2:asked', '3:read', '4:unread']);
  expect(chat.snapshot()).toMatchObject({ unread_count: 1, joined_into: null });
  expect(chat.snapshot().messages[1]).toMatchObject({ joined: true });
  expect(arrived).toEqual([]);
  server.commit({ content: 'new', sender_type: 'admin' });
  await platform.advance(0);
  expect(arrived).toEqual(['new']);
});

test('a joining that was missed is found out with the next connection', async () => {
  const { server, platform, screen } = await joinedChat();
  server.cut();
  await platform.advance(60_000);
  expect(screen()).toEqual(['1:one', '2:asked', '3:read', '4:unread']);
});

test('the visitor’s chat tells where it went, keeps what it shows, and asks no more', async () => {
  const { server, platform, chat, screen } = await openChat();
  server.commit({ content: 'one', sender_type: 'user' });
  await platform.advance(0);
  server.broadcast({ type: 'chat_joined', chat_id: CHAT_ID, into: OTHER_CHAT });
  await platform.advance(0);
  expect(chat.snapshot().joined_into).toBe(OTHER_CHAT);
  const asked = server.requests.length;
  server.committed.length = 0;
  platform.wakeUp();
  await platform.advance(120_000);
  expect(server.requests).toHaveLength(asked);
  expect(screen()).toEqual(['1:one']);
});

test('what is written where a chat has ended is not retried forever, and stays with its writer', async () => {
  const { server, platform, chat, screen } = await openChat();
  server.refusal = 'conflict';
  chat.send('late');
  await platform.advance(1_000);
  expect(screen()).toEqual(['failed:late']);
  const sent = server.commands.length;
  await platform.advance(60_000);
  expect(server.commands.filter(({ action }) => action === 'send_message')).toHaveLength(1);
  expect(server.commands.length).toBeGreaterThanOrEqual(sent);
});

test('an admin who has the old chat open is told where it went, before it is gone', async () => {
  const server = createModelServer();
  const platform = createFakePlatform(server);
  const client = createAdminClient({
    origin: 'https://chat.example.com',
    getToken: async () => aToken({ sub: 'admin-1' }),
    platform,
  });
  const chat = client.openChat(CHAT_ID);
  client.start();
  await platform.advance(0);
  server.broadcast({ type: 'chat_joined', chat_id: CHAT_ID, into: OTHER_CHAT });
  server.broadcast({ type: 'chat_erased', chat_id: CHAT_ID });
  await platform.advance(0);
  expect(chat.snapshot().joined_into).toBe(OTHER_CHAT);
  expect(screenOf(chat)).toEqual([]);
});

test('joining asks again until all is there, and passes on what went wrong', async () => {
  const { client, platform } = await openChat();
  const asked: unknown[] = [];
  const answers = [
    Response.json({ joined: false }, { status: 202 }),
    Response.json({ joined: false }, { status: 202 }),
    Response.json({ joined: true }),
    Response.json({ error: { code: 'conflict', message: 'taken' } }, { status: 409 }),
  ];
  const { fetch } = platform;
  platform.fetch = async (url, init) => {
    if (!String(url).endsWith('/api/support_chat/join')) return fetch(url, init);
    asked.push(JSON.parse(String(init?.body)));
    return answers.shift() ?? Response.error();
  };
  await client.api.joinVisitor('token');
  expect(asked).toEqual(Array(3).fill({ visitor_token: 'token' }));
  await expect(client.api.joinVisitor('token')).rejects.toThrow(ApiError);
});
