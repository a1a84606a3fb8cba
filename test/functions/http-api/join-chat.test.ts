import { randomUUID } from 'node:crypto';
import { parse } from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getChat } from '../../../functions/data/chats.ts';
import { listMessages } from '../../../functions/data/messages.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { ChatError } from '../../../functions/domain/errors.ts';
import { openFromEmail } from '../../../functions/http-api/routes/email-open.ts';
import { exportChat } from '../../../functions/http-api/routes/export-chat.ts';
import { getChat as getAdminChat } from '../../../functions/http-api/routes/get-chat.ts';
import { joinChat } from '../../../functions/http-api/routes/join-chat.ts';
import { signOpenLink } from '../../../functions/identity/email-links.ts';
import { keysOf } from '../../../functions/identity/keys.ts';
import { signToken } from '../../../functions/identity/tokens.ts';
import { issueVisitor } from '../../../functions/identity/users.ts';
import { ChatExportSchema } from '../../../protocol/index.ts';
import { verifiedByGateway } from '../../support/admin-request.ts';
import { aRequest, httpServices, keys } from '../../support/ask-route.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const otherKeys = keysOf(JSON.stringify({ current: 'another-secret-that-is-long-enough-0123' }));

const services = (now?: () => Date) => httpServices(database.table, now && { now });

const soon = () => new Date(Date.now() + 60_000);
const userToken = (id: string) => signToken(keys.user, { sub: id }, soon());
const visitorToken = (id: string, days = 0) =>
  issueVisitor(keys, new Date(Date.now() - days * 86_400_000), id).then(({ token }) => token);

/** The status and body, or the code of the error. */
async function join(token: string | undefined, visitor_token: unknown, now?: () => Date) {
  try {
    const request = aRequest({ token, json: () => ({ visitor_token }) });
    const answer = await joinChat.respond(request, services(now));
    return [answer.statusCode, JSON.parse(answer.body)];
  } catch (error) {
    if (error instanceof ChatError) return error.code;
    throw error;
  }
}

const write = (actor: Actor, chat_id: string, content = 'hello') =>
  sendMessage(database.table, {
    actor,
    outgoing: anOutgoingMessage({ chat_id, content }),
    shards: 1,
    now: () => new Date(),
  });

async function aVisitor(count = 1) {
  const visitor = { kind: 'visitor' as const, id: `visitor:${randomUUID()}` };
  const chat_id = chatIdOf(visitor.id);
  for (let n = 0; n < count; n += 1) await write(visitor, chat_id, `secret ${n}`);
  return { ...visitor, chat_id, token: await visitorToken(visitor.id) };
}

async function someone() {
  const user = aUser(`user-${randomUUID()}`);
  return { ...user, chat_id: chatIdOf(user.id), token: await userToken(user.id) };
}

const messagesOf = async (chat_id: string) =>
  (await listMessages(database.table, chat_id, { limit: 100 })).messages;

describe('[H14] joining', () => {
  test('is allowed for a signed-in user who has the visitor’s token', async () => {
    const [visitor, user] = [await aVisitor(), await someone()];
    expect(await join(user.token, visitor.token)).toEqual([200, { joined: true }]);
    expect(await messagesOf(user.chat_id)).toMatchObject([{ content: 'secret 0', joined: true }]);
    expect(await join(user.token, visitor.token)).toEqual([200, { joined: true }]);
    expect(await messagesOf(user.chat_id)).toHaveLength(1);
  });

  /** By whose token, with what as the visitor's: and what it is answered with. */
  const REFUSED: Record<string, () => Promise<[string | undefined, unknown, string]>> = {
    'nobody, with a visitor’s token': async () => [
      undefined,
      (await aVisitor()).token,
      'unauthorized',
    ],
    'a visitor into their own chat': async () => {
      const { token } = await aVisitor();
      return [token, token, 'forbidden'];
    },
    'a visitor into that of another visitor': async () => [
      (await aVisitor()).token,
      (await aVisitor()).token,
      'forbidden',
    ],
    'a user, with another user’s token': async () => {
      const victim = await someone();
      await write(aUser(victim.id), victim.chat_id);
      return [(await someone()).token, victim.token, 'forbidden'];
    },
    'a user, with their own token': async () => {
      const { token } = await someone();
      return [token, token, 'forbidden'];
    },
    'a user, with a visitor’s id signed with the company’s key': async () => [
      (await someone()).token,
      await signToken(keys.user, { sub: (await aVisitor()).id }, soon()),
      'invalid_request',
    ],
    'a user, with a user’s id signed with the visitors’ key': async () => [
      (await someone()).token,
      await signToken(keys.visitor, { sub: 'bob' }, soon()),
      'invalid_request',
    ],
    'a user, with a token of another deployment': async () => [
      (await someone()).token,
      (await issueVisitor(otherKeys, new Date(), (await aVisitor()).id)).token,
      'invalid_request',
    ],
    'a user, with a visitor’s token that has ended': async () => [
      (await someone()).token,
      await visitorToken((await aVisitor()).id, 181),
      'invalid_request',
    ],
    'a user, with an emailed link': async () => [
      (await someone()).token,
      await signOpenLink(keys, { chat_id: (await aVisitor()).chat_id, email_hash: '' }, new Date()),
      'invalid_request',
    ],
    'a user, with the id of the chat': async () => [
      (await someone()).token,
      (await aVisitor()).chat_id,
      'invalid_request',
    ],
    'a user, with nothing': async () => [(await someone()).token, undefined, 'invalid_request'],
    'a user, with far too much': async () => [
      (await someone()).token,
      'a'.repeat(30_000),
      'invalid_request',
    ],
  };

  test.each(Object.keys(REFUSED))('not so %s', async (name) => {
    const [token, visitor_token, code] = (await REFUSED[name]?.()) ?? [];
    const before = await database.items();
    expect(await join(token, visitor_token)).toBe(code);
    expect(await database.items()).toEqual(before);
  });

  test('into a second account is a conflict that reveals nothing', async () => {
    const [visitor, user, thief] = [await aVisitor(), await someone(), await someone()];
    await join(user.token, visitor.token);
    expect(await join(thief.token, visitor.token)).toBe('conflict');
    expect(await messagesOf(thief.chat_id)).toEqual([]);
  });

  test('does nothing for a visitor who never wrote', async () => {
    const [visitor, user] = [await aVisitor(0), await someone()];
    expect(await join(user.token, visitor.token)).toEqual([200, { joined: true }]);
    expect(await messagesOf(user.chat_id)).toEqual([]);
  });
});

test('[H14] a joining that is too much for one request gets 202 until it is done', async () => {
  const [visitor, user] = [await aVisitor(90), await someone()];
  const statuses: unknown[] = [];
  for (let isDone = false; !isDone; ) {
    // Each look at the clock takes a good part of the two seconds that a request has.
    let elapsed = 0;
    const clock = () => {
      elapsed += 150;
      return new Date(Date.now() + elapsed);
    };
    const answer = await join(user.token, visitor.token, clock);
    statuses.push(answer);
    isDone = answer[0] === 200;
  }
  expect(statuses.length).toBeGreaterThan(1);
  expect(statuses.at(-1)).toEqual([200, { joined: true }]);
  expect(new Set(statuses.slice(0, -1).map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify([202, { joined: false }])]),
  );
  expect((await messagesOf(user.chat_id)).map(({ content }) => content)).toEqual(
    Array.from({ length: 90 }, (_, n) => `secret ${n}`),
  );
}, 60_000);

test('[H14] an emailed link to the old chat opens the joined one, and reveals nothing of the user', async () => {
  const [visitor, user] = [await aVisitor(), await someone()];
  await sendMessage(database.table, {
    actor: aUser(user.id),
    outgoing: {
      ...anOutgoingMessage({ chat_id: user.chat_id }),
      page: { url: 'https://shop.example/orders/42', title: '', language: '' },
    },
    shards: 1,
    now: () => new Date(),
  });
  await join(user.token, visitor.token);
  const link = { chat_id: visitor.chat_id, email_hash: '' };
  const token = await signOpenLink(keys, link, new Date());
  const open = (now?: () => Date) =>
    openFromEmail.respond(aRequest({ query: { token } }), services(now));
  expect((await open()).headers.location).toBe('https://shop.example/#support-chat=open');
  const late = await open(() => new Date(Date.now() + 31 * 86_400_000));
  expect(late.headers.location).toBeUndefined();
});

test('[H14] the joined chat is shown and exported like any other', async () => {
  const [visitor, user] = [await aVisitor(2), await someone()];
  await write(anAdmin(), visitor.chat_id, 'answer');
  await join(user.token, visitor.token);
  const admin = await verifiedByGateway('ada', ['admins']);
  const request = aRequest({ ...admin, params: { id: user.chat_id } });
  const shown = JSON.parse((await getAdminChat.respond(request, services())).body);
  expect(shown).toMatchObject({ joined: true, message_count: 3, user_verified: true });
  expect(shown.messages).toMatchObject([{ joined: true }, { joined: true }, { joined: true }]);
  const exported = JSON.parse((await exportChat.respond(request, services())).body);
  expect(parse(ChatExportSchema, exported).chat.joined).toBe(true);
  expect(Object.keys(exported.chat).filter((name) => name.startsWith('join'))).toEqual(['joined']);
  expect(exported.messages).toEqual(shown.messages);
  expect((await getChat(database.table, user.chat_id)).user_unread_count).toBe(1);
});
