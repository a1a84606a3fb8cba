import { expect, test } from 'vitest';
import type { ListItem } from '../../protocol/index.ts';
import { createAdminClient } from '../../web-client/admin-client.ts';
import { aListItem, aMessage, aToken } from '../support/builders.ts';
import { createFakePlatform } from './support/fake-platform.ts';
import { createModelServer } from './support/model-server.ts';

async function openInbox(
  filter: { archived: boolean; q?: string } = { archived: false },
  afterFirstPage = (_inServer: ListItem[]): void => {},
) {
  const server = createModelServer();
  const inServer: ListItem[] = [aListItem({ id: 'a' })];
  let isDown = false;
  const answer = async (path: string) => {
    if (isDown) throw new TypeError('network');
    const cursor = new URL(path, 'https://x').searchParams.get('cursor');
    const start = inServer.findIndex(({ id }) => id === cursor) + 1;
    const chats = inServer.slice(start, start + 2);
    const hasMore = start + 2 < inServer.length;
    return Response.json({ chats, next_cursor: hasMore ? (chats.at(-1)?.id ?? null) : null });
  };
  const platform = createFakePlatform({
    ...server,
    answer: async (request) => {
      server.requests.push(`${request.method} ${request.path}`);
      const page = await answer(request.path);
      if (server.requests.length === 1) afterFirstPage(inServer);
      return page;
    },
  });
  const client = createAdminClient({
    origin: 'https://chat.example.com',
    getToken: async () => aToken({ sub: 'admin-1' }),
    platform,
  });
  const inbox = client.openInbox(filter);
  client.start();
  await platform.advance(0);
  const ids = () => inbox.snapshot().chats.map(({ id }) => id);
  return {
    client,
    inbox,
    server,
    platform,
    inServer,
    ids,
    setDown: (next: boolean) => (isDown = next),
  };
}

test('[A2] the inbox follows the admin channel', async () => {
  const { inbox, server, platform, ids } = await openInbox();
  expect(inbox.snapshot()).toMatchObject({ loading: 'loaded', has_more: false });
  const chat = aListItem({ id: 'b', last_message_at: '2026-01-02T00:00:00.000Z' });
  server.broadcast({ type: 'chat_updated', chat });
  await platform.advance(0);
  expect(ids()).toEqual(['b', 'a']);
});

test('[W6] after every reconnect the first page is fetched again', async () => {
  const { server, platform, inServer, ids } = await openInbox();
  server.network.hasSockets = false;
  server.cut();
  inServer.unshift(aListItem({ id: 'b', last_message_at: '2026-01-02T00:00:00.000Z' }));
  server.network.hasSockets = true;
  await platform.advance(30_000);
  expect(ids()).toEqual(['b', 'a']);
});

test('[D9] pages are loaded one after the other', async () => {
  const { inbox, platform, inServer, ids } = await openInbox();
  inServer.splice(0, 1, ...['e', 'd', 'c', 'b', 'a'].map((id) => aListItem({ id })));
  inbox.reload();
  await platform.advance(0);
  expect(inbox.snapshot().has_more).toBe(true);
  await Promise.all([inbox.loadMore(), inbox.loadMore()]);
  expect(ids()).toEqual(['e', 'd', 'c', 'b']);
  await inbox.loadMore();
  await inbox.loadMore();
  expect(ids()).toEqual(['e', 'd', 'c', 'b', 'a']);
});

test('a page asked for before the list was started again is left out', async () => {
  const { inbox, platform, inServer, ids } = await openInbox();
  const days = ['09', '08', '03', '02', '01'];
  const rows = days.map((day) =>
    aListItem({ id: day, last_message_at: `2026-01-${day}T00:00:00.000Z` }),
  );
  inServer.splice(0, 1, ...rows.slice(2));
  inbox.reload();
  await platform.advance(0);
  expect(ids()).toEqual(['03', '02']);

  inServer.splice(0, 3, ...rows);
  inbox.reload();
  await Promise.all([inbox.loadMore(), platform.advance(0)]);
  expect(ids().slice(0, 2)).toEqual(['09', '08']);
  while (inbox.snapshot().has_more) await inbox.loadMore();
  expect(ids()).toEqual(days);
});

test('a failed fetch is an error that recovers by itself', async () => {
  const { inbox, platform, setDown } = await openInbox();
  setDown(true);
  inbox.reload();
  await platform.advance(0);
  expect(inbox.snapshot()).toMatchObject({ loading: 'error', chats: [{ id: 'a' }] });
  setDown(false);
  await platform.advance(10_000);
  expect(inbox.snapshot().loading).toBe('loaded');
});

test('[H6] a search keeps its rows up but takes in no chat that it may not find', async () => {
  const { server, platform, ids, inbox } = await openInbox({ archived: false, q: 'some one' });
  expect(new Set(server.requests)).toEqual(
    new Set(['GET /api/admin/chats?archived=false&q=some%20one']),
  );
  server.broadcast({ type: 'chat_updated', chat: aListItem({ id: 'b' }) });
  server.broadcast({ type: 'chat_updated', chat: aListItem({ id: 'a', unread: false }) });
  await platform.advance(0);
  expect(ids()).toEqual(['a']);
  expect(inbox.snapshot().chats[0]?.unread).toBe(false);
});

test('[H6] a chat that a search may find by its latest message is asked for', async () => {
  const { server, platform, inServer, ids } = await openInbox({ archived: false, q: 'Some' });
  inServer.unshift(aListItem({ id: 'b', last_message_at: '2026-01-02T00:00:00.000Z' }));
  server.broadcast({ type: 'chat_updated', chat: inServer[0] });
  await platform.advance(0);
  expect(ids()).toEqual(['b', 'a']);
});

test('[A2] a chat that came between the first page and the subscription is not missed', async () => {
  const { inServer, ids } = await openInbox({ archived: false }, (chats) =>
    chats.unshift(aListItem({ id: 'b', last_message_at: '2026-01-02T00:00:00.000Z' })),
  );
  expect([inServer.length, ids()]).toEqual([2, ['b', 'a']]);
});

test('[D11] an erased chat leaves the list, also when a page with it is on its way', async () => {
  const { inbox, server, platform, ids } = await openInbox();
  inbox.reload();
  server.broadcast({ type: 'chat_erased', chat_id: 'a' });
  await platform.advance(0);
  expect([ids(), inbox.chat('a')]).toEqual([[], undefined]);
});

test('[W6] after a lost link all that was loaded is fetched again, and until then it says so', async () => {
  const { inbox, server, platform, inServer, ids } = await openInbox();
  inServer.splice(0, 1, ...['e', 'd', 'c', 'b', 'a'].map((id) => aListItem({ id })));
  inbox.reload();
  await platform.advance(0);
  while (inbox.snapshot().has_more) await inbox.loadMore();
  server.cut();
  inServer.pop();
  const saidSo: boolean[] = [];
  inbox.onChange(() => saidSo.push(inbox.snapshot().is_catching_up));
  await platform.advance(30_000);
  expect(ids()).toEqual(['e', 'd', 'c', 'b']);
  expect(saidSo).toContain(true);
  expect(saidSo.at(-1)).toBe(false);
});

test('what did not change stays the same object, so that nothing is drawn again', async () => {
  const { inbox, platform } = await openInbox();
  const { chats } = inbox.snapshot();
  inbox.reload();
  await platform.advance(0);
  expect(inbox.snapshot().chats[0]).toBe(chats[0]);
});

test('[A5] each user message is told once per push', async () => {
  const { client, server, platform } = await openInbox();
  const heard: string[] = [];
  client.onUserMessage(({ message }) => heard.push(message.content));
  const push = { type: 'new_user_message', chat_id: 'a', user_email: null };
  server.broadcast({ ...push, message: aMessage({ sender_type: 'user', content: 'hi' }) });
  await platform.advance(0);
  expect(heard).toEqual(['hi']);
});

test('nothing is left after close and stop', async () => {
  const { client, inbox, platform } = await openInbox();
  inbox.close();
  client.stop();
  expect([platform.timers(), platform.listeners()]).toEqual([0, 0]);
});

test('a chat is shown as it is put, and belongs to the tab that it says', async () => {
  const { inbox, ids, platform } = await openInbox();
  const [chat] = inbox.snapshot().chats;
  if (chat === undefined) throw new Error('the list is empty');
  inbox.put({ ...chat, archived: true });
  expect(ids()).toEqual([]);
  inbox.put(chat);
  await platform.advance(0);
  expect(ids()).toEqual(['a']);
});

test('listeners get the ids of the chats that are gone', async () => {
  const { client, server, platform } = await openInbox();
  const gone: string[] = [];
  const stop = client.onChatErased((id) => gone.push(id));
  server.broadcast({ type: 'chat_erased', chat_id: 'a' });
  await platform.advance(0);
  stop();
  server.broadcast({ type: 'chat_erased', chat_id: 'b' });
  await platform.advance(0);
  expect(gone).toEqual(['a']);
});
