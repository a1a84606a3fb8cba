import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putContact } from '../../../functions/data/contacts.ts';
import { eraseChat } from '../../../functions/data/erase-chat.ts';
import { emailHash } from '../../../functions/data/keys.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Table } from '../../../functions/data/table.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { createVisitor } from '../../../functions/http-api/routes/create-visitor.ts';
import { openFromEmail } from '../../../functions/http-api/routes/email-open.ts';
import { useTicket } from '../../../functions/http-api/routes/email-ticket.ts';
import { unsubscribe } from '../../../functions/http-api/routes/email-unsubscribe.ts';
import { getSupportChat } from '../../../functions/http-api/routes/get-support-chat.ts';
import { joinChat } from '../../../functions/http-api/routes/join-chat.ts';
import {
  signOpenLink,
  signTicket,
  signUnsubscribeLink,
} from '../../../functions/identity/email-links.ts';
import { keysOf } from '../../../functions/identity/keys.ts';
import { signToken } from '../../../functions/identity/tokens.ts';
import { issueVisitor } from '../../../functions/identity/users.ts';
import { aRequest, httpServices, keys } from '../../support/ask-route.ts';
import { anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const EMAIL = 'vera@example.com';
const email_hash = emailHash(EMAIL);
const PAGE = 'https://shop.example/tents';

const services = (now = new Date(), table: Table = database.table) =>
  httpServices(table, { now: () => now });

/** What stands in the fragment to which a chat's emailed link leads. */
async function fragmentOf(chat_id: string): Promise<string> {
  const token = await signOpenLink(keys, { chat_id, email_hash }, new Date());
  const { headers } = await openFromEmail.respond(aRequest({ query: { token } }), services());
  const [page, fragment = ''] = (headers.location ?? '').split('#support-chat=');
  expect(page).toBe(PAGE);
  return fragment;
}

async function write(actor: Actor, content = 'Is it waterproof?'): Promise<string> {
  const chat_id = chatIdOf(actor.id);
  const outgoing = anOutgoingMessage({ chat_id, content });
  const page = { url: PAGE, title: '', language: '' };
  await sendMessage(database.table, {
    actor,
    outgoing: { ...outgoing, page },
    shards: 1,
    now: () => new Date(),
  });
  return chat_id;
}

let visitors = 0;
async function aVisitorsTicket() {
  visitors += 1;
  const id = `visitor:${visitors}`;
  await putContact(database.table, chatIdOf(id), { email: EMAIL }, { now: new Date() });
  const chat_id = await write({ kind: 'visitor', id });
  return { chat_id, ticket: await fragmentOf(chat_id) };
}

const post = async (body: object, of = services()) => {
  const answer = await useTicket.respond(aRequest({ json: () => body }), of);
  return { status: answer.statusCode, body: JSON.parse(answer.body) };
};
const UNAUTHORIZED = { code: 'unauthorized' };

describe('[S8, H12] the ticket of an emailed link', () => {
  test('is not a token: following the link does not make anybody the visitor', async () => {
    const { ticket } = await aVisitorsTicket();
    const call = getSupportChat.respond(aRequest({ token: ticket }), services());
    await expect(call).rejects.toMatchObject(UNAUTHORIZED);
  });

  test('is not accepted as another kind of token', async () => {
    const { ticket } = await aVisitorsTicket();
    const renewal = createVisitor.respond(aRequest({ token: ticket }), services());
    await expect(renewal).rejects.toMatchObject(UNAUTHORIZED);
    const token = await signToken(keys.user, { sub: 'uma' }, new Date(Date.now() + 60_000));
    const join = aRequest({ token, json: () => ({ visitor_token: ticket }) });
    const joining = joinChat.respond(join, services());
    await expect(joining).rejects.toMatchObject({ code: 'invalid_request' });
    const query = { token: ticket };
    for (const route of [openFromEmail, unsubscribe]) {
      expect(await route.respond(aRequest({ query }), services())).toMatchObject({
        statusCode: 401,
      });
    }
  });

  test('shows whose conversation it is, as often as requested', async () => {
    const { ticket } = await aVisitorsTicket();
    const expected = {
      status: 200,
      body: { masked_email: 'v•••@example.com', last_preview: 'Is it waterproof?' },
    };
    expect(await post({ ticket })).toEqual(expected);
    expect(await post({ ticket })).toEqual(expected);
  });

  test('has null without an address, and the start of a long message', async () => {
    const id = 'visitor:nameless';
    const chat_id = await write({ kind: 'visitor', id }, 'x'.repeat(150));
    expect(await post({ ticket: await fragmentOf(chat_id) })).toMatchObject({
      body: { masked_email: null, last_preview: 'x'.repeat(100) },
    });
  });

  test('is exchanged for the visitor’s token, once', async () => {
    const { ticket, chat_id } = await aVisitorsTicket();
    const { status, body } = await post({ ticket, accept: true });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['token', 'expires_at']);
    const chat = await getSupportChat.respond(aRequest({ token: body.token }), services());
    expect(JSON.parse(chat.body)).toMatchObject({ id: chat_id });

    await expect(post({ ticket, accept: true })).rejects.toMatchObject(UNAUTHORIZED);
    await expect(post({ ticket })).rejects.toMatchObject(UNAUTHORIZED);
  });

  test('is exchanged once when many try at the same time', async () => {
    const { ticket } = await aVisitorsTicket();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => post({ ticket, accept: true })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject(UNAUTHORIZED);
    }
  });

  test('is exchanged even if the table’s response was lost and the SDK retried the write', async () => {
    const { ticket } = await aVisitorsTicket();
    const { client, name } = database.table;
    const repeating = Object.assign(Object.create(client), {
      async send(command: Parameters<typeof client.send>[0]) {
        if (command instanceof PutCommand) await client.send(command);
        return client.send(command);
      },
    });
    const of = services(new Date(), { client: repeating, name });
    expect(await post({ ticket, accept: true }, of)).toMatchObject({ status: 200 });
  });

  test('expires after five minutes', async () => {
    const { ticket } = await aVisitorsTicket();
    const inSeconds = (seconds: number) => services(new Date(Date.now() + seconds * 1_000));
    expect(await post({ ticket }, inSeconds(295))).toMatchObject({ status: 200 });
    const late = post({ ticket, accept: true }, inSeconds(301));
    await expect(late).rejects.toMatchObject(UNAUTHORIZED);
  });

  test('leaves an item that expires and identifies nobody', async () => {
    const { ticket } = await aVisitorsTicket();
    await post({ ticket, accept: true });
    const { jti, exp = 0 } = decodeJwt(ticket);
    const used = (await database.items()).find(({ pk }) => pk === `TICKET#${jti}`);
    expect(Object.keys(used ?? {}).sort()).toEqual(['entity', 'expires_at', 'pk', 'sk', 'used_by']);
    expect(used?.expires_at).toBeGreaterThan(exp);
  });

  test.each([
    ['the token of the emailed link', (chat_id: string) => openLinkOf(chat_id)],
    ['a link that unsubscribes', () => signUnsubscribeLink(keys, email_hash, new Date())],
    ['a visitor’s token', async () => (await issueVisitor(keys, new Date(), 'visitor:1')).token],
    ['a token that the company signed', (chat_id: string) => forged(keys.user, chat_id)],
    ['a ticket that another deployment signed', (chat_id: string) => foreignTicket(chat_id)],
    ['no token at all', async () => 'open'],
  ])('is not %s', async (_what, make) => {
    const { chat_id } = await aVisitorsTicket();
    const ticket = await make(chat_id);
    await expect(post({ ticket })).rejects.toMatchObject(UNAUTHORIZED);
    await expect(post({ ticket, accept: true })).rejects.toMatchObject(UNAUTHORIZED);
  });

  test('is not issued for a signed-in user, and would not work', async () => {
    const chat_id = await write(aUser('uma'));
    expect(await fragmentOf(chat_id)).toBe('open');
    const ticket = await signTicket(keys, { chat_id, email_hash }, new Date());
    await expect(post({ ticket, accept: true })).rejects.toMatchObject(UNAUTHORIZED);
  });

  test('of an erased chat does not work', async () => {
    const { ticket, chat_id } = await aVisitorsTicket();
    await eraseChat(database.table, chat_id, () => false);
    await expect(post({ ticket })).rejects.toMatchObject({ code: 'not_found' });
    await expect(post({ ticket, accept: true })).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['no ticket', {}],
    ['a long one', { ticket: 'x'.repeat(1_025) }],
    ['an answer that is neither yes nor no', { ticket: 'x', accept: 'true' }],
  ])('is rejected with %s', async (_what, body) => {
    await expect(post(body)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

const openLinkOf = (chat_id: string) => signOpenLink(keys, { chat_id, email_hash }, new Date());

const forged = (key: readonly Uint8Array[], chat_id: string) =>
  signToken(
    key,
    { purpose: 'open', chat_id, email_hash, jti: 'forged' },
    new Date(Date.now() + 60_000),
  );

const foreignTicket = (chat_id: string) =>
  signTicket(
    keysOf(JSON.stringify({ current: 'another-secret-that-is-long-enough-0123' })),
    { chat_id, email_hash },
    new Date(),
  );
