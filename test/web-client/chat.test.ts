import { expect, test } from 'vitest';
import { createUserClient } from '../../web-client/user-client.ts';
import { aListItem, aMessage, aToken, CHAT_ID, someMessages } from '../support/builders.ts';
import { createFakePlatform } from './support/fake-platform.ts';
import { createModelServer } from './support/model-server.ts';
import { openChat, screenOf } from './support/open-chat.ts';

test('a chat that does not exist yet is an empty one', async () => {
  const { chat, server } = await openChat();
  expect(chat.snapshot()).toMatchObject({ loading: 'loaded', messages: [], unread_count: 0 });
  expect(server.requests).toEqual(['GET /api/support_chat']);
});

test('nothing is asked of the server before the client is started', async () => {
  const server = createModelServer();
  const platform = createFakePlatform(server);
  const options = { origin: 'https://chat.example.com', role: 'user', platform } as const;
  const client = createUserClient({ ...options, getToken: async () => aToken({ sub: 'user-1' }) });
  const chat = client.openChat();
  await platform.advance(60_000);
  expect(server.requests).toEqual([]);

  client.start();
  await platform.advance(0);
  expect(chat.snapshot().loading).toBe('loaded');
});

test('[W6] a lost push shows as a gap when the next one comes, and is fetched', async () => {
  const { server, platform, screen } = await openChat();
  server.network.fate = () => 'lost';
  server.commit({ content: 'one' });
  server.network.fate = () => 'arrives';
  server.commit({ content: 'two' });
  await platform.advance(0);
  expect(screen()).toEqual(['1:one', '2:two']);
  expect(server.requests.at(-1)).toBe('GET /api/support_chat/messages?after=0&limit=100');
});

test('[W6] what was written while the link was down is fetched page by page after it', async () => {
  const { server, platform, chat } = await openChat();
  server.network.hasSockets = false;
  server.cut();
  for (let count = 1; count <= 250; count += 1) server.commit({ content: `text ${count}` });
  server.network.hasSockets = true;
  await platform.advance(30_000);
  expect(chat.snapshot().messages).toHaveLength(250);
});

test('[W6] a page that wakes up fetches at once, before the link is known to be dead', async () => {
  const { server, platform, screen } = await openChat();
  server.network.fate = () => 'lost';
  server.commit({ content: 'one' });
  server.network.fate = () => 'arrives';
  platform.wakeUp();
  await platform.advance(0);
  expect(screen()).toEqual(['1:one']);
});

test('a push that is lost with nothing after it is found with the next ping', async () => {
  const { server, platform, screen } = await openChat();
  server.network.fate = () => 'lost';
  server.commit({ content: 'one' });
  server.network.fate = () => 'arrives';
  await platform.advance(4 * 60_000);
  expect(screen()).toEqual(['1:one']);
});

test('[U7] without a socket it polls every 5 s and sends by HTTP', async () => {
  const server = createModelServer();
  server.network.hasSockets = false;
  const { chat, client, platform, screen } = await openChat({ server });
  await platform.advance(10_000);
  expect(client.connectionState()).toBe('polling');

  server.commit({ content: 'from an admin' });
  await platform.advance(5_000);
  expect(screen()).toEqual(['1:from an admin']);
  chat.send('answer');
  await platform.advance(0);
  expect(screen()).toEqual(['1:from an admin', '2:answer']);
  expect(server.requests).toContain('POST /api/support_chat/messages');

  const before = server.requests.length;
  await platform.advance(60_000);
  expect(server.requests.length - before).toBeGreaterThanOrEqual(11);
  expect(server.requests.length - before).toBeLessThanOrEqual(13);
});

test('once the socket is back, polling ends', async () => {
  const server = createModelServer();
  server.network.hasSockets = false;
  const { client, platform } = await openChat({ server });
  await platform.advance(10_000);
  server.network.hasSockets = true;
  await platform.advance(40_000);
  expect(client.connectionState()).toBe('connected');
  const before = server.requests.length;
  await platform.advance(60_000);
  expect(server.requests.length).toBe(before);
});

test('a failed load is an error that recovers by itself', async () => {
  const server = createModelServer();
  server.network.isUp = false;
  server.commit({ content: 'one' });
  const { chat, platform, screen } = await openChat({ server });
  expect(chat.snapshot().loading).toBe('error');
  server.network.isUp = true;
  await platform.advance(30_000);
  expect(chat.snapshot().loading).toBe('loaded');
  expect(screen()).toEqual(['1:one']);
});

test('reload tries again at once, and what is loaded stays visible meanwhile', async () => {
  const { chat, server, platform, screen } = await openChat();
  server.commit({ content: 'one' });
  await platform.advance(0);
  server.network.fate = () => 'lost';
  chat.reload();
  await platform.advance(0);
  expect(chat.snapshot().loading).toBe('error');
  expect(screen()).toEqual(['1:one']);
  server.network.fate = () => 'arrives';
  chat.reload();
  await platform.advance(0);
  expect(chat.snapshot().loading).toBe('loaded');
});

test('older messages are loaded page by page, each once', async () => {
  const server = createModelServer();
  for (let count = 1; count <= 120; count += 1) server.commit({ content: `text ${count}` });
  const { chat, platform } = await openChat({ server });
  expect(chat.snapshot()).toMatchObject({ has_more: true, unread_count: 120 });

  const loading = Promise.all([chat.loadOlder(), chat.loadOlder()]);
  expect(chat.snapshot().is_loading_older).toBe(true);
  await loading;
  expect(chat.snapshot().messages).toHaveLength(100);
  await chat.loadOlder();
  await chat.loadOlder();
  await platform.advance(0);
  expect(chat.snapshot()).toMatchObject({ has_more: false, unread_count: 120 });
  expect(chat.snapshot().messages.map(({ content }) => content)).toEqual(
    someMessages(1, 120).map(({ content }) => content),
  );
});

test('older messages that could not be loaded are said to be, until a try succeeds', async () => {
  const server = createModelServer();
  for (let count = 1; count <= 120; count += 1) server.commit({ content: `text ${count}` });
  const { chat } = await openChat({ server });
  server.network.fate = () => 'lost';
  await chat.loadOlder();
  expect(chat.snapshot()).toMatchObject({ has_older_failed: true, is_loading_older: false });
  server.network.fate = () => 'arrives';
  const loading = chat.loadOlder();
  expect(chat.snapshot()).toMatchObject({ has_older_failed: false, is_loading_older: true });
  await loading;
  expect(chat.snapshot()).toMatchObject({ has_older_failed: false, has_more: true });
  expect(chat.snapshot().messages).toHaveLength(100);
});

test('each message of the other side arrives once, also those fetched later', async () => {
  const server = createModelServer();
  server.commit({ content: 'known at first' });
  const { chat, platform } = await openChat({ server });
  const arrived: string[] = [];
  chat.onArrival(({ content }) => arrived.push(content));
  server.network.fate = () => 'twice';
  server.commit({ content: 'live' });
  server.commit({ content: 'own', sender_type: 'user' });
  await platform.advance(0);
  server.network.fate = () => 'lost';
  server.commit({ content: 'missed' });
  server.network.fate = () => 'arrives';
  platform.wakeUp();
  await platform.advance(0);
  expect(arrived).toEqual(['live', 'missed']);
});

test('[D11] a chat that was erased and started again is loaded again', async () => {
  const { server, platform, screen } = await openChat();
  server.commit({ content: 'old' });
  await platform.advance(0);
  server.committed.length = 0;
  const message = aMessage({ id: 'another', content: 'new' });
  server.committed.push(message);
  server.broadcast({ type: 'new_message', chat_id: CHAT_ID, message });
  await platform.advance(0);
  expect(screen()).toEqual(['1:new']);
});

test('a rejected subscription is made up for by polling', async () => {
  const { server, platform, screen } = await openChat();
  server.network.fate = () => 'lost';
  server.broadcast({});
  server.network.fate = () => 'arrives';
  server.broadcast({ type: 'rejected', channel: 'chat', chat_id: CHAT_ID, code: 'internal' });
  await platform.advance(0);
  server.network.fate = () => 'lost';
  server.commit({ content: 'one' });
  server.network.fate = () => 'arrives';
  await platform.advance(5_000);
  expect(screen()).toEqual(['1:one']);
});

test('frames about other chats and unknown frames change nothing', async () => {
  const { chat, server, platform } = await openChat();
  let changes = 0;
  chat.onChange(() => {
    changes += 1;
  });
  server.broadcast({ type: 'new_message', chat_id: 'other', message: aMessage() });
  server.broadcast({ type: 'chat_updated', chat: aListItem() });
  server.broadcast({ type: 'unheard_of' });
  await platform.advance(0);
  expect(changes).toBe(0);
  expect(chat.snapshot()).toBe(chat.snapshot());
});

test('[W8] a batch counts as its events', async () => {
  const { server, platform, screen } = await openChat();
  const events = someMessages(1, 3).map((message) => ({
    type: 'new_message',
    chat_id: CHAT_ID,
    message,
  }));
  server.committed.push(...someMessages(1, 3));
  server.broadcast({ type: 'batch', events });
  await platform.advance(0);
  expect(screen()).toEqual(['1:text 1', '2:text 2', '3:text 3']);
});

test('a closed chat is silent and unsubscribed', async () => {
  const { chat, server, platform } = await openChat();
  let changes = 0;
  chat.onChange(() => {
    changes += 1;
  });
  chat.close();
  server.commit({ content: 'one' });
  await platform.advance(10 * 60_000);
  expect(changes).toBe(0);
  expect(screenOf(chat)).toEqual([]);
  expect(server.commands.some(({ action }) => action === 'unsubscribe')).toBe(true);
  expect(server.requests).toHaveLength(1);
});

test('closing a chat leaves another view of it live', async () => {
  const { chat, client, server, platform } = await openChat();
  const other = client.openChat();
  await platform.advance(0);
  chat.close();
  server.commit({ content: 'one' });
  await platform.advance(0);
  expect(screenOf(other)).toEqual(['1:one']);
  expect(server.commands.some(({ action }) => action === 'unsubscribe')).toBe(false);
});
