import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChat } from '../../../functions/data/chats.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { issueVisitor } from '../../../functions/identity/users.ts';
import { MessagePageSchema, ROUTES, VisitorSchema } from '../../../protocol/index.ts';
import { askRoute, keys, userToken } from '../../support/ask-route.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

const COUNT = 120;
const USER = aUser('alice');
const CHAT_ID = chatIdOf(USER.id);

let database: Database;
let token: string;
beforeAll(async () => {
  database = await startDatabase();
  token = await userToken(USER.id, { email: USER.email, name: USER.name });
  for (let n = 0; n < COUNT; n += 1) await write(n % 2 === 0 ? USER : anAdmin(), CHAT_ID);
});
afterAll(() => database.stop());

const write = (actor: Actor, chat_id: string) =>
  sendMessage(database.table, {
    actor,
    outgoing: anOutgoingMessage({ chat_id }),
    shards: 1,
    now: () => new Date(),
  });

const seqs = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe('[H1] the user’s own chat', () => {
  test('has its newest 50 messages, oldest first', async () => {
    const answer = await askRoute(database, ROUTES.getSupportChat, { token });
    expect(answer).toEqual({
      status: 200,
      body: {
        id: CHAT_ID,
        messages: seqs(71, 120).map((seq) => expect.objectContaining({ seq })),
        has_more: true,
        unread_count: 60,
        user: { id: 'alice', email: USER.email, name: USER.name },
        admins_online: false,
      },
    });
  });

  test('[D2] that does not exist is empty, and reading it writes nothing', async () => {
    const before = await database.items();
    const answer = await askRoute(database, ROUTES.getSupportChat, {
      token: await userToken('nobody'),
    });
    expect(answer).toEqual({
      status: 200,
      body: {
        id: chatIdOf('nobody'),
        messages: [],
        has_more: false,
        unread_count: 0,
        user: { id: 'nobody', email: null, name: null },
        admins_online: false,
      },
    });
    expect(await database.items()).toEqual(before);
  });
});

describe('[H2] the messages of a chat', () => {
  const ask = (query: Record<string, string>) =>
    askRoute(database, ROUTES.listMessages, { token, query });

  test.each([
    ['the newest 50 unless asked otherwise', {}, seqs(71, 120), true],
    ['the newest', { limit: '3' }, seqs(118, 120), true],
    ['as many as 100', { limit: '100' }, seqs(21, 120), true],
    ['those after a seq', { after: '2', limit: '4' }, seqs(3, 6), true],
    ['50 after a seq', { after: '2' }, seqs(3, 52), true],
    ['all after one of the last', { after: '117' }, seqs(118, 120), false],
    ['none after the last', { after: '120' }, [], false],
    ['those before a seq', { before: '9', limit: '4' }, seqs(5, 8), true],
    ['all before one of the first', { before: '4' }, seqs(1, 3), false],
  ])('are %s, oldest first', async (_what, query, expected, has_more) => {
    const answer = await ask(query);
    if (!('body' in answer)) throw new Error(answer.code);
    const page = v.parse(MessagePageSchema, answer.body);
    expect(page.messages.map(({ seq }) => seq)).toEqual(expected);
    expect(page.has_more).toBe(has_more);
    expect(answer).toMatchObject({ status: 200 });
  });

  const REFUSED: Record<string, string>[] = [
    { after: '1', before: '9' },
    { limit: '0' },
    { limit: '101' },
    { limit: 'all' },
    { after: '-1' },
    { page: '2' },
  ];
  test.each(REFUSED)('are not shown for %j', async (query) => {
    expect(await ask(query)).toEqual({ code: 'invalid_request' });
  });
});

describe('[D5, H3] a message that is posted', () => {
  const post = (body: object, who = token) =>
    askRoute(database, ROUTES.sendMessage, { token: who, body });

  test('is stored with the page that it was sent from, and the chat keeps the latest', async () => {
    const bob = await userToken('bob');
    const client_id = 'c'.repeat(128);
    for (const path of ['tents', 'boots']) {
      const page = { url: `https://shop.example/${path}`, title: path, language: 'de' };
      const body = { content: path, client_id: path === 'tents' ? client_id : 'other', page };
      expect(await post(body, bob)).toEqual({
        status: 201,
        body: { message: expect.objectContaining({ content: path, sender_type: 'user' }) },
      });
      expect((await findChat(database.table, chatIdOf('bob')))?.page).toEqual(page);
    }
    expect(await post({ content: 'no page', client_id: 'third' }, bob)).toMatchObject({
      status: 201,
    });
    expect((await findChat(database.table, chatIdOf('bob')))?.page?.title).toBe('boots');
  });

  test.each([
    ['without a client_id', { content: 'x' }],
    ['with an empty client_id', { content: 'x', client_id: '' }],
    ['with a client_id of 129 characters', { content: 'x', client_id: 'c'.repeat(129) }],
    ['without content', { client_id: 'c' }],
    ['on a page that is none', { content: 'x', client_id: 'c', page: { url: 'here' } }],
    ['with a field that there is not', { content: 'x', client_id: 'c', sender_type: 'admin' }],
  ])('%s is rejected', async (_what, body) => {
    const before = await database.items();
    expect(await post(body)).toEqual({ code: 'invalid_request' });
    expect(await database.items()).toEqual(before);
  });
});

test('[H4] messages that are marked read are counted, up to a seq or all', async () => {
  const mark = (body: object) => askRoute(database, ROUTES.markRead, { token, body });
  expect(await mark({ up_to: 20 })).toEqual({
    status: 200,
    body: { read_count: 10, unread_count: 50 },
  });
  expect(await mark({})).toEqual({ status: 200, body: { read_count: 50, unread_count: 0 } });
  expect(await mark({ up_to: -1 })).toEqual({ code: 'invalid_request' });
  expect(await mark({ all: true })).toEqual({ code: 'invalid_request' });
});

describe('[H5] an anonymous visitor', () => {
  const make = (request: object = {}, VISITORS = true) =>
    askRoute(database, ROUTES.createVisitor, request, { VISITORS });
  const madeBy = async (request: object = {}) => {
    const answer = await make(request);
    if (!('body' in answer)) throw new Error(answer.code);
    expect(answer.status).toBe(201);
    return v.parse(v.strictObject(VisitorSchema.entries), answer.body);
  };

  test('renews their token and keeps their id', async () => {
    const { token: first } = await issueVisitor(keys, new Date(Date.now() - 60_000));
    const renewed = await madeBy({ token: first });
    expect(decodeJwt(renewed.token).sub).toBe(decodeJwt(first).sub);
    expect(decodeJwt(renewed.token).exp).toBeGreaterThan(decodeJwt(first).exp ?? Infinity);
    expect(Math.floor(Date.parse(renewed.expires_at) / 1_000)).toBe(decodeJwt(renewed.token).exp);
    expect(decodeJwt((await madeBy()).token).sub).not.toBe(decodeJwt(first).sub);
  });

  test('cannot be a signed-in user, and is rejected if visitors are off', async () => {
    expect(await make({ token })).toEqual({ code: 'forbidden' });
    expect(await make({}, false)).toEqual({ code: 'forbidden' });
  });

  test('leaves an address and a name; a signed-in user’s come from their token alone', async () => {
    const { token: visitor } = await madeBy();
    const chat_id = chatIdOf(decodeJwt(visitor).sub ?? '');
    const put = (who: string, body: object) =>
      askRoute(database, ROUTES.putContact, { token: who, body });
    const contact = { email: `${randomUUID()}@example.com`, name: 'Vera' };
    expect(await put(visitor, contact)).toEqual({ status: 204, body: undefined });
    await write({ kind: 'visitor', id: decodeJwt(visitor).sub ?? '' }, chat_id);
    expect(await findChat(database.table, chat_id)).toMatchObject({
      user_email: contact.email,
      user_name: 'Vera',
      user_verified: false,
    });
    expect(await put(token, contact)).toEqual({ code: 'forbidden' });
    expect(await put(visitor, { email: 'nobody' })).toEqual({ code: 'invalid_request' });
  });
});

test('[H11] everybody can read the deployed version', async () => {
  expect(await askRoute(database, ROUTES.health, {}, { VERSION: '1.2.3' })).toEqual({
    status: 200,
    body: { status: 'ok', version: '1.2.3' },
  });
});
