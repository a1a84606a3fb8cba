import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Email } from '../../../functions/clients/reply-mailer.ts';
import { findChat } from '../../../functions/data/chats.ts';
import { putContact } from '../../../functions/data/contacts.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { toListItem } from '../../../functions/domain/chat.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { openFromEmail } from '../../../functions/http-api/routes/email-open.ts';
import { useTicket } from '../../../functions/http-api/routes/email-ticket.ts';
import { type Services, sendReplyEmail } from '../../../functions/reply-email/send-reply-email.ts';
import { aRequest, httpServices, keys } from '../../support/ask-route.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

const HOUR_MS = 3_600_000;

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let emails: Email[];
let failMail: boolean;
let nowMs: number;
beforeEach(() => {
  emails = [];
  failMail = false;
  nowMs = Date.now();
});
const now = () => new Date(nowMs);

const services = (unconfirmedEmails: Services['unconfirmedEmails'] = 3): Services => ({
  table: database.table,
  async mail(email) {
    if (failMail) throw new Error('SES is busy');
    emails.push(email);
  },
  siteName: 'Shop',
  publicUrl: 'https://chat.example',
  unconfirmedEmails,
  keys: async () => keys,
  log: () => {},
  now,
});

const anAddress = () => `victim-${randomUUID()}@example.com`;
const aVisitor = (): Actor => ({ kind: 'visitor', id: `visitor:${randomUUID()}` });

const write = (actor: Actor, chat_id: string) =>
  sendMessage(database.table, { actor, outgoing: anOutgoingMessage({ chat_id }), shards: 1, now });

/** A visitor who has named this address, and been answered. */
async function aVisitorAt(email: string, visitor = aVisitor()): Promise<string> {
  const chat_id = chatIdOf(visitor.id);
  await write(visitor, chat_id);
  await putContact(database.table, chat_id, { email }, { now: now() });
  await write(anAdmin(), chat_id);
  return chat_id;
}

/** The email of the chat's newest message falls due. */
async function due(chat_id: string, using = services()) {
  const chat = await findChat(database.table, chat_id);
  return sendReplyEmail({ chat_id, seq: chat?.message_count ?? 0 }, using);
}

const skipOf = async (chat_id: string) => {
  const chat = await findChat(database.table, chat_id);
  return chat && toListItem(chat).email_skipped;
};

async function outcomesOf(count: number, email: string): Promise<string[]> {
  const outcomes: string[] = [];
  for (let n = 0; n < count; n += 1) outcomes.push(await due(await aVisitorAt(email)));
  return outcomes;
}

/** Follows the link of the newest email; what comes back is the ticket. */
async function follow(): Promise<string> {
  const token = /open\?token=(\S+)/.exec(emails.at(-1)?.text ?? '')?.[1] ?? '';
  const answer = await openFromEmail.respond(
    aRequest({ query: { token } }),
    httpServices(database.table, { now }),
  );
  return answer.headers.location?.split('#support-chat=')[1] ?? '';
}

const accept = (ticket: string) =>
  useTicket.respond(
    aRequest({ method: 'POST', json: () => ({ ticket, accept: true }) }),
    httpServices(database.table, { now }),
  );

test('thirty visitors with the same address cause three emails, and admins see which were skipped', async () => {
  const address = anAddress();
  const chats: string[] = [];
  for (let n = 0; n < 30; n += 1) {
    chats.push(await aVisitorAt(n % 2 === 0 ? address : address.toUpperCase()));
  }
  const outcomes = await Promise.all(chats.map((chat_id) => due(chat_id)));
  expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(3);
  expect(outcomes.filter((outcome) => outcome === 'unconfirmed')).toHaveLength(27);
  expect(emails).toHaveLength(3);
  for (const [index, chat_id] of chats.entries()) {
    expect(await skipOf(chat_id)).toBe(outcomes[index] === 'sent' ? null : 'unconfirmed');
  }
  expect(await due(await aVisitorAt(anAddress()))).toBe('sent');
});

test('a day later there are three more', async () => {
  const address = anAddress();
  expect(await outcomesOf(4, address)).toEqual(['sent', 'sent', 'sent', 'unconfirmed']);
  nowMs += 23 * HOUR_MS;
  expect(await outcomesOf(1, address)).toEqual(['unconfirmed']);
  nowMs += 2 * HOUR_MS;
  expect(await outcomesOf(4, address)).toEqual(['sent', 'sent', 'sent', 'unconfirmed']);
});

test('accepting the ticket of a link confirms the address; following the link or asking does not', async () => {
  const address = anAddress();
  await outcomesOf(3, address);
  const ticket = await follow();
  await useTicket.respond(
    aRequest({ method: 'POST', json: () => ({ ticket }) }),
    httpServices(database.table, { now }),
  );
  expect(await outcomesOf(1, address)).toEqual(['unconfirmed']);
  expect(await accept(ticket)).toMatchObject({ statusCode: 200 });
  expect(await outcomesOf(4, address)).toEqual(['sent', 'sent', 'sent', 'sent']);
  nowMs += 366 * 24 * HOUR_MS;
  expect(await outcomesOf(4, address)).toEqual(['sent', 'sent', 'sent', 'unconfirmed']);
});

test('a link that was sent to one address does not confirm another that the visitor enters later', async () => {
  const [own, foreign] = [anAddress(), anAddress()];
  const visitor = aVisitor();
  const chat_id = await aVisitorAt(own, visitor);
  await due(chat_id);
  await putContact(database.table, chat_id, { email: foreign }, { now: now() });
  await accept(await follow());
  expect(await outcomesOf(4, foreign)).toEqual(['sent', 'sent', 'sent', 'unconfirmed']);
  expect(await outcomesOf(4, own)).toEqual(['sent', 'sent', 'sent', 'sent']);
});

test('a signed-in user, whose address comes from the company, gets every email', async () => {
  const user = { ...aUser(randomUUID()), email: anAddress() };
  await outcomesOf(3, user.email);
  const chat_id = chatIdOf(user.id);
  await write(user, chat_id);
  for (let n = 0; n < 5; n += 1) {
    await write(anAdmin(), chat_id);
    expect(await due(chat_id)).toBe('sent');
  }
});

test('an email that could not be sent is not counted', async () => {
  const address = anAddress();
  const chat_id = await aVisitorAt(address);
  failMail = true;
  for (let n = 0; n < 5; n += 1) await expect(due(chat_id)).rejects.toThrow('SES is busy');
  failMail = false;
  expect(await due(chat_id)).toBe('sent');
  expect(await outcomesOf(3, address)).toEqual(['sent', 'sent', 'unconfirmed']);
});

test('skipped messages are sent with the next one, once the limit allows it', async () => {
  const address = anAddress();
  await outcomesOf(3, address);
  const chat_id = await aVisitorAt(address);
  expect(await due(chat_id)).toBe('unconfirmed');
  expect(await due(chat_id)).toBe('unconfirmed');
  nowMs += 25 * HOUR_MS;
  await write(anAdmin(), chat_id);
  expect(await due(chat_id)).toBe('sent');
  expect(await skipOf(chat_id)).toBeNull();
});

test('without the limit all are sent', async () => {
  const address = anAddress();
  for (let n = 0; n < 5; n += 1) {
    expect(await due(await aVisitorAt(address), services('off'))).toBe('sent');
  }
});
