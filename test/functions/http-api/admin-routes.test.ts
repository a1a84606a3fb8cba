import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setArchived } from '../../../functions/data/chats.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import type { HttpRequest } from '../../../functions/http-api/request.ts';
import { ChatPageSchema, type Page, ROUTES, type RouteKey } from '../../../protocol/index.ts';
import { verifiedByGateway } from '../../support/admin-request.ts';
import { askRoute } from '../../support/ask-route.ts';
import { aListItem, anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

const COUNT = 30;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const PAGE = { url: 'https://shop.example/tents', title: 'Tents', language: 'de' };

let database: Database;
let admin: Pick<HttpRequest, 'token' | 'claims'>;
beforeAll(async () => {
  database = await startDatabase();
  admin = await verifiedByGateway('ada', ['admins']);
  for (let n = 0; n < COUNT; n += 1) await write(aUser(`person-${n}`), `person-${n}`, n, PAGE);
});
afterAll(() => database.stop());

const write = (actor: Actor, owner: string, minute: number, page?: Required<Page>) =>
  sendMessage(database.table, {
    actor,
    outgoing: { ...anOutgoingMessage({ chat_id: chatIdOf(owner) }), ...(page && { page }) },
    shards: 1,
    now: () => new Date(START + minute * 60_000),
  });

const ask = (key: RouteKey, request: Partial<HttpRequest> = {}) =>
  askRoute(database, key, { ...admin, ...request });

async function list(query: Record<string, string>) {
  const answer = await ask(ROUTES.listChats, { query });
  if (!('body' in answer)) throw new Error(answer.code);
  return v.parse(ChatPageSchema, answer.body);
}

const people = (first: number, last: number) =>
  Array.from({ length: first - last + 1 }, (_, n) => `person-${first - n}`);

/** What a row says of a chat in which its user has written once. */
const row = (n: number) =>
  aListItem({
    id: chatIdOf(`person-${n}`),
    user_id: `person-${n}`,
    user_email: `person-${n}@example.com`,
    user_name: `person-${n}`,
    last_message_at: new Date(START + n * 60_000).toISOString(),
    last_message_name: `person-${n}`,
  });

describe('[H6] the inbox', () => {
  test('shows 25 chats per page, newest first, or as many as requested', async () => {
    const first = await list({});
    expect(first.chats.map(({ user_id }) => user_id)).toEqual(people(29, 5));
    const rest = await list({ cursor: first.next_cursor ?? '' });
    expect(rest.chats.map(({ user_id }) => user_id)).toEqual(people(4, 0));
    expect(rest.next_cursor).toBeNull();
    expect((await list({ limit: '1' })).chats).toHaveLength(1);
    expect((await list({ limit: '100' })).chats).toHaveLength(COUNT);
  });

  test('has everything that a row shows, and no more', async () => {
    const answer = await ask(ROUTES.listChats, { query: { limit: '1' } });
    expect(answer).toEqual({
      status: 200,
      body: { chats: [row(29)], next_cursor: expect.any(String) },
    });
    await write(anAdmin('ada-1'), 'person-3', 100);
    expect((await list({ limit: '1' })).chats).toEqual([
      {
        ...row(3),
        last_message_at: new Date(START + 100 * 60_000).toISOString(),
        last_message_sender: 'admin',
        last_message_name: 'Ada',
        last_message_admin_id: 'ada-1',
        message_count: 2,
        unread: false,
      },
    ]);
  });

  test('lists archived chats separately, and search results on one page', async () => {
    await setArchived(database.table, chatIdOf('person-7'), true, 1, new Date().toISOString());
    expect(await list({ archived: 'true' })).toMatchObject({
      chats: [{ ...row(7), archived: true }],
      next_cursor: null,
    });
    const found = await list({ q: 'PERSON-2' });
    expect(found.chats.map(({ user_id }) => user_id)).toEqual([...people(29, 20), 'person-2']);
    expect(found.next_cursor).toBeNull();
  });

  const REFUSED: Record<string, string>[] = [
    { limit: '0' },
    { limit: '101' },
    { archived: 'yes' },
    { cursor: 'x' },
    { sort: 'a' },
  ];
  test.each(REFUSED)('is not shown for %j', async (query) => {
    expect(await ask(ROUTES.listChats, { query })).toEqual({ code: 'invalid_request' });
  });
});

test('[H9] archiving or restoring a chat returns its row, however often it is repeated', async () => {
  const params = { id: chatIdOf('person-15') };
  for (const [key, archived] of [
    [ROUTES.archiveChat, true],
    [ROUTES.archiveChat, true],
    [ROUTES.unarchiveChat, false],
    [ROUTES.unarchiveChat, false],
  ] as const) {
    expect(await ask(key, { params })).toEqual({ status: 200, body: { ...row(15), archived } });
  }
});

describe('[H7] an opened chat', () => {
  const open = (owner: string) => ask(ROUTES.getChat, { params: { id: chatIdOf(owner) } });

  test('has its row, its messages and whether the user is online, and is marked viewed', async () => {
    const [latest] = (await list({ q: 'person-11' })).chats;
    expect(latest?.unread).toBe(true);
    expect(await open('person-11')).toEqual({
      status: 200,
      body: {
        ...row(11),
        unread: false,
        messages: [expect.objectContaining({ seq: 1, content: 'hello' })],
        has_more: false,
        user_online: false,
        read_up_to: 1,
        created_at: new Date(START + 11 * 60_000).toISOString(),
        page: PAGE,
      },
    });
    expect((await list({ q: 'person-11' })).chats).toEqual([{ ...row(11), unread: false }]);
  });

  test('has the time of the first message, and null without a page', async () => {
    for (const minute of [200, 201]) await write(aUser('paul'), 'paul', minute);
    expect(await open('paul')).toMatchObject({
      body: { created_at: new Date(START + 200 * 60_000).toISOString(), page: null },
    });
  });

  test('that does not exist is not found', async () => {
    expect(await open('nobody')).toEqual({ code: 'not_found' });
  });
});
