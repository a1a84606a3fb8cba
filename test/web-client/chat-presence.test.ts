import { expect, test } from 'vitest';
import { CHAT_ID } from '../support/builders.ts';
import { createModelServer } from './support/model-server.ts';
import { openChat } from './support/open-chat.ts';

test('[U4] marking read clears the count at once and tells the server once', async () => {
  const server = createModelServer();
  for (let count = 1; count <= 60; count += 1) server.commit({ content: `text ${count}` });
  const { chat, platform } = await openChat({ server });
  expect(chat.snapshot().unread_count).toBe(60);
  for (let count = 0; count < 5; count += 1) chat.markRead();
  expect(chat.snapshot().unread_count).toBe(0);
  await platform.advance(1_000);
  const marks = server.commands.filter(({ action }) => action === 'mark_read');
  expect(marks).toEqual([{ action: 'mark_read', chat_id: CHAT_ID, up_to: 60 }]);
});

test('[U4] a mark that the server did not hear is told again', async () => {
  const { chat, server, platform } = await openChat();
  server.commit({ content: 'one' });
  await platform.advance(0);
  server.network.isUp = false;
  chat.markRead();
  await platform.advance(5 * 60_000);
  server.network.isUp = true;
  await platform.advance(40_000);
  expect(server.committed[0]?.read_at).not.toBeNull();
});

test('[U4] reading in another tab clears the count in this one', async () => {
  const { chat, server, platform } = await openChat();
  server.commit({ content: 'one' });
  await platform.advance(0);
  expect(chat.snapshot().unread_count).toBe(1);
  server.markRead('user', 1);
  await platform.advance(0);
  expect(chat.snapshot().unread_count).toBe(0);
});

test('marking read works by HTTP while polling', async () => {
  const server = createModelServer();
  server.network.hasSockets = false;
  server.commit({ content: 'one' });
  const { chat, platform } = await openChat({ server });
  await platform.advance(10_000);
  chat.markRead();
  await platform.advance(1_000);
  expect(server.committed[0]?.read_at).not.toBeNull();
});

test('[U3] the other side has seen what it read, also when the push was lost', async () => {
  const { chat, server, platform } = await openChat();
  chat.send('one');
  await platform.advance(0);
  expect(chat.snapshot().seen_up_to).toBe(0);
  server.network.fate = () => 'lost';
  server.markRead('admin', 1);
  server.network.fate = () => 'arrives';
  platform.wakeUp();
  await platform.advance(0);
  expect(chat.snapshot().seen_up_to).toBe(1);
  expect(chat.snapshot().messages[0]).toMatchObject({ read_at: expect.any(String) });
});

test('[W9] who types is named until a stop, a message, or 5 s of silence', async () => {
  const { chat, server, platform } = await openChat();
  const typing = { type: 'typing', chat_id: CHAT_ID, sender_type: 'admin', sender_name: 'Ada' };
  const names = () => chat.snapshot().typing;
  const tell = async (is_typing: boolean) => {
    server.broadcast({ ...typing, is_typing });
    await platform.advance(0);
  };
  await tell(true);
  expect(names()).toEqual(['Ada']);
  await platform.advance(4_000);
  await tell(true);
  await platform.advance(4_000);
  expect(names()).toEqual(['Ada']);
  await platform.advance(1_000);
  expect(names()).toEqual([]);

  await tell(true);
  await tell(false);
  expect(names()).toEqual([]);
  await tell(true);
  server.commit({ content: 'here' });
  await platform.advance(0);
  expect(names()).toEqual([]);
});

test('whether admins are online follows its push', async () => {
  const { chat, server, platform } = await openChat();
  expect(chat.snapshot().admins_online).toBe(true);
  server.broadcast({ type: 'admins_online', online: false });
  await platform.advance(0);
  expect(chat.snapshot().admins_online).toBe(false);
});

test('[U4] reading a burst of messages is told in one command', async () => {
  const { chat, server, platform } = await openChat();
  for (let count = 1; count <= 5; count += 1) {
    server.commit({ content: `text ${count}` });
    await platform.advance(10);
    chat.markRead();
  }
  await platform.advance(1_000);
  const marks = server.commands.filter(({ action }) => action === 'mark_read');
  expect(marks).toMatchObject([{ up_to: 5 }]);
});

test('a name cannot turn the sentence around that it stands in', async () => {
  const { chat, server, platform } = await openChat();
  const push = { type: 'typing', chat_id: CHAT_ID, sender_type: 'admin', is_typing: true };
  server.broadcast({ ...push, sender_name: '\u202eadA\u2066' });
  await platform.advance(0);
  expect(chat.snapshot().typing).toEqual(['adA']);
});
