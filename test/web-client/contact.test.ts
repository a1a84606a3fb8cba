import { expect, test } from 'vitest';
import type { Store } from '../support/storage.ts';
import { aStore } from '../support/storage.ts';
import { createModelServer } from './support/model-server.ts';
import { openChat } from './support/open-chat.ts';

const ADDRESS = 'mina@example.com';
const PUT = 'PUT /api/support_chat/contact';

test('[H1] a known address is known from the first answer on', async () => {
  const server = createModelServer();
  server.email = ADDRESS;
  const { chat } = await openChat({ server });
  expect(chat.snapshot()).toMatchObject({ user_email: ADDRESS, email_state: 'saved' });
});

test('[U14] an address that is left stands there at once and is saved', async () => {
  const { chat, server, platform } = await openChat();
  expect(chat.snapshot()).toMatchObject({ user_email: null, email_state: 'saved' });
  chat.leaveEmail(ADDRESS);
  expect(chat.snapshot()).toMatchObject({ user_email: ADDRESS, email_state: 'pending' });
  await platform.advance(0);
  expect(chat.snapshot()).toMatchObject({ user_email: ADDRESS, email_state: 'saved' });
  expect(server.email).toBe(ADDRESS);
});

test('[U14] an address left offline is saved once when there is a link again', async () => {
  const storage = aStore();
  const { chat, server, platform } = await openChat({ storage });
  server.network.isUp = false;
  platform.setOnline(false);
  chat.leaveEmail(ADDRESS);
  await platform.advance(60_000);
  expect(chat.snapshot()).toMatchObject({ user_email: ADDRESS, email_state: 'pending' });
  expect(server.requests).not.toContain(PUT);
  server.network.isUp = true;
  platform.setOnline(true);
  await platform.advance(60_000);
  expect(chat.snapshot().email_state).toBe('saved');
  expect(server.requests.filter((request) => request === PUT)).toHaveLength(1);
  expect(storage.size()).toBe(0);
});

test('[U14] an address left offline outlives a reload', async () => {
  const storage = await storageOfOneWaiting();
  const after = await openChat({ storage });
  expect(after.server.email).toBe(ADDRESS);
  expect(after.chat.snapshot()).toMatchObject({ user_email: ADDRESS, email_state: 'saved' });
  expect(storage.size()).toBe(0);
});

test('[U14] an answer that is older than the saved address does not bring back the one before', async () => {
  const server = createModelServer();
  const { answer } = server;
  server.email = 'before@example.com';
  let arrive = () => {};
  server.answer = async (request) => {
    const response = await answer(request);
    if (request.method === 'GET')
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
    return response;
  };
  const { chat, platform } = await openChat({ server, storage: await storageOfOneWaiting() });
  expect(server.email).toBe(ADDRESS);
  arrive();
  await platform.advance(0);
  expect(chat.snapshot()).toMatchObject({ loading: 'loaded', user_email: ADDRESS });
});

test('an address whose saving was cut off by the network is saved again afterwards', async () => {
  const { chat, server, platform } = await openChat();
  server.network.fate = () => {
    platform.setOnline(false);
    return 'answer_lost';
  };
  chat.leaveEmail(ADDRESS);
  await platform.advance(0);
  expect(server.email).toBe(ADDRESS);
  expect(chat.snapshot().email_state).toBe('pending');
  server.network.fate = () => 'arrives';
  platform.setOnline(true);
  await platform.advance(60_000);
  expect(chat.snapshot()).toMatchObject({ user_email: ADDRESS, email_state: 'saved' });
});

test('an address that gets no answer on a link that stays is tried again', async () => {
  const { chat, server, platform } = await openChat();
  server.network.fate = () => 'lost';
  chat.leaveEmail(ADDRESS);
  await platform.advance(0);
  expect(chat.snapshot().email_state).toBe('pending');
  server.network.fate = () => 'arrives';
  await platform.advance(30_000);
  expect(server.email).toBe(ADDRESS);
  expect(chat.snapshot().email_state).toBe('saved');
});

test('[U14] an address that the server does not take is told, and the one before it stays', async () => {
  const storage = aStore();
  const { chat, server, platform } = await openChat({ storage });
  chat.leaveEmail(ADDRESS);
  await platform.advance(0);
  server.contactStatus = 500;
  chat.leaveEmail('other@example.com');
  await platform.advance(0);
  expect(chat.snapshot()).toMatchObject({ user_email: ADDRESS, email_state: 'failed' });
  expect(storage.size()).toBe(0);
});

test('who changes the address while it is being saved ends with the last one', async () => {
  const { chat, server, platform } = await openChat();
  chat.leaveEmail(ADDRESS);
  await Promise.resolve();
  chat.leaveEmail('other@example.com');
  await platform.advance(0);
  expect(server.email).toBe('other@example.com');
  expect(chat.snapshot()).toMatchObject({ user_email: 'other@example.com', email_state: 'saved' });
});

test('an older address of another tab never replaces a newer one', async () => {
  const storage = aStore();
  const server = createModelServer();
  const [first, second] = [
    await openChat({ storage, server }),
    await openChat({ storage, server }),
  ];
  first.platform.setOnline(false);
  first.chat.leaveEmail(ADDRESS);
  await first.platform.advance(0);
  second.chat.leaveEmail('newer@example.com');
  await second.platform.advance(0);
  first.platform.setOnline(true);
  await first.platform.advance(60_000);
  expect(server.email).toBe('newer@example.com');
  expect(first.chat.snapshot()).toMatchObject({ user_email: null, email_state: 'saved' });
});

/** The storage of a visitor who left an address offline and went. */
async function storageOfOneWaiting(): Promise<Store> {
  const storage = aStore();
  const { platform, chat, client } = await openChat({ storage });
  platform.setOnline(false);
  chat.leaveEmail(ADDRESS);
  await platform.advance(0);
  chat.close();
  client.stop();
  return storage;
}
