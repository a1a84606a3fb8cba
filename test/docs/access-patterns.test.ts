import pMap from 'p-map';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAccessUnits } from '../../bench/cost/access-units.ts';
import {
  deleteCannedReply,
  listCannedReplies,
  putCannedReply,
} from '../../functions/data/canned-replies.ts';
import { findChat, markViewed, setArchived } from '../../functions/data/chats.ts';
import { findConnection, putConnection, recordTyping } from '../../functions/data/connections.ts';
import { findContact, putContact } from '../../functions/data/contacts.ts';
import { confirmAddress, takeEmail } from '../../functions/data/email-confirmations.ts';
import { completeEmailLock, lockEmail, markSkipped } from '../../functions/data/email-locks.ts';
import { findSuppression, suppress } from '../../functions/data/email-suppressions.ts';
import { eraseChat } from '../../functions/data/erase-chat.ts';
import { listInbox } from '../../functions/data/inbox.ts';
import { joinChat } from '../../functions/data/join-chat.ts';
import { findJoinedInto } from '../../functions/data/joined-chats.ts';
import { emailHash } from '../../functions/data/keys.ts';
import { markRead } from '../../functions/data/mark-read.ts';
import { listMessages } from '../../functions/data/messages.ts';
import { searchChats } from '../../functions/data/search.ts';
import { sendMessage } from '../../functions/data/send-message.ts';
import {
  areAdminsOnline,
  listSubscriptions,
  removeConnection,
  subscribe,
  unsubscribe,
} from '../../functions/data/subscriptions.ts';
import { isUsed, useUp } from '../../functions/data/used-tickets.ts';
import { listUserConnections } from '../../functions/data/user-connections.ts';
import { takeVisitorPlace } from '../../functions/data/visitor-bucket.ts';
import type { Actor } from '../../functions/domain/actor.ts';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { RateLimitedError } from '../../functions/domain/errors.ts';
import { EXPORT_PAGE } from '../../protocol/index.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../support/builders.ts';
import { type Database, startDatabase } from '../support/database.ts';

const SHARDS = 8;
const NOW = new Date('2026-01-01T12:00:00.000Z');
const at = NOW.toISOString();
/** As long as what people usually write. */
const CONTENT = 'Where is my order? I have been waiting since last Tuesday.';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const write = (actor: Actor, user_id: string, client_id?: string, limit = 1_000) =>
  sendMessage(database.table, {
    actor,
    outgoing: anOutgoingMessage({
      chat_id: chatIdOf(user_id),
      content: CONTENT,
      ...(client_id && { client_id }),
    }),
    shards: SHARDS,
    // They change the chat, and must not make it cost more.
    limits: { userMessagesPer30s: limit, adminMessagesPer30s: limit },
    now: () => NOW,
  });

const open = (connection_id: string, actor: Actor) =>
  putConnection(
    database.table,
    { connection_id, actor, token_expires_at: NOW.getTime() + 3_600_000 },
    NOW,
  );

async function openAndSubscribe(connection_id: string, actor: Actor, channel: string | null) {
  await open(connection_id, actor);
  const connection = await findConnection(database.table, connection_id);
  if (connection) await subscribe(database.table, connection, channel, NOW);
}

const aVisitor = { kind: 'visitor' as const, id: 'visitor:2' };
const TICKET = { id: 'ticket', expires_at: NOW };
const CANNED = { name: 'hello', content: CONTENT };

/** Each pattern of the document: what has to be there, and what it does. */
type Pattern = { given?: () => Promise<unknown>; run: () => Promise<unknown> };
const alice = chatIdOf('alice');

const PATTERNS: Record<string, Pattern> = {
  'send the first message': { run: () => write(aUser(), 'alice') },
  'send a message': { run: () => write(aUser(), 'alice') },
  'answer as an admin': { run: () => write(anAdmin(), 'alice') },
  'send more than the limit': {
    given: () => write(aUser('eve'), 'eve'),
    run: () => expect(write(aUser('eve'), 'eve', undefined, 1)).rejects.toThrow(RateLimitedError),
  },
  'send a message again': {
    given: () => write(aUser(), 'alice', 'again'),
    run: () => write(aUser(), 'alice', 'again'),
  },
  'newest 50 messages': {
    given: async () => {
      for (let n = 0; n < 60; n += 1) await write(aUser('carol'), 'carol');
    },
    run: () => listMessages(database.table, chatIdOf('carol'), { limit: 50 }),
  },
  'messages after a seq': {
    run: () => listMessages(database.table, chatIdOf('carol'), { after: 50, limit: 50 }),
  },
  'look at a chat': { run: () => findChat(database.table, alice) },
  'mark one message read': {
    given: () =>
      markRead(database.table, { chat_id: alice, reader: 'user', now: () => NOW }).then(() =>
        write(anAdmin(), 'alice'),
      ),
    run: () => markRead(database.table, { chat_id: alice, reader: 'user', now: () => NOW }),
  },
  'mark viewed': {
    given: () => write(aUser(), 'alice'),
    run: async () => {
      const chat = await findChat(database.table, alice);
      if (chat) await markViewed(database.table, chat, chat.message_count, at);
    },
  },
  'archive a chat': { run: () => setArchived(database.table, alice, true, SHARDS, at) },
  'one inbox page of 25': {
    given: async () => {
      for (let n = 0; n < 100; n += 1) await write(aUser(`person-${n}`), `person-${n}`);
    },
    run: () => listInbox(database.table, { isArchived: false, limit: 25, shards: SHARDS }),
  },
  'search by email or name': {
    run: () => searchChats(database.table, { q: 'person-7', isArchived: false }),
  },
  'let in a new visitor': { run: () => takeVisitorPlace(database.table, 'network', 60, NOW) },
  'leave a contact': {
    run: () =>
      putContact(database.table, chatIdOf('visitor:1'), { email: 'v@example.com' }, { now: NOW }),
  },
  'open a connection': { run: () => open('c1', aUser()) },
  'know a connection': { run: () => findConnection(database.table, 'c1') },
  'subscribe to a chat': {
    run: () =>
      subscribe(
        database.table,
        {
          connection_id: 'c1',
          actor: aUser(),
          token_expires_at: 0,
          expires_at: 0,
          subscriptions: new Set(),
        },
        alice,
        NOW,
      ),
  },
  'followers of a chat': { run: () => listSubscriptions(database.table, alice, NOW) },
  'followers of the admin channel': {
    given: () => openAndSubscribe('c2', anAdmin(), null),
    run: () => listSubscriptions(database.table, null, NOW),
  },
  'is an admin online': { run: () => areAdminsOnline(database.table, NOW) },
  'connections of all users': { run: () => listUserConnections(database.table, NOW) },
  'announce typing': { run: () => recordTyping(database.table, 'c1', NOW) },
  'unsubscribe from a chat': { run: () => unsubscribe(database.table, 'c1', alice) },
  'close a connection': {
    given: () => openAndSubscribe('c3', aUser(), alice),
    run: () => removeConnection(database.table, 'c3'),
  },
  'lock and complete an email': {
    run: async () => {
      const chat = await findChat(database.table, alice);
      const lock = { id: 'x', chat_id: alice, up_to: 2 };
      if (chat && (await lockEmail(database.table, chat, lock, NOW))) {
        await completeEmailLock(database.table, lock);
      }
    },
  },
  'skip an email': {
    given: () => write(anAdmin(), 'alice'),
    run: async () => {
      const chat = await findChat(database.table, alice);
      const seq = chat?.message_count ?? 0;
      await markSkipped(database.table, { chat_id: alice, seq }, 'unsubscribed');
    },
  },
  'export a chat': {
    run: async () => {
      const chat_id = chatIdOf('carol');
      await findChat(database.table, chat_id);
      await listMessages(database.table, chat_id, { after: 0, limit: EXPORT_PAGE });
      await findContact(database.table, chat_id);
    },
  },
  'erase a user of two messages and one connection': {
    given: async () => {
      for (const actor of [aUser('dave'), anAdmin()]) await write(actor, 'dave');
      await openAndSubscribe('c4', aUser('dave'), chatIdOf('dave'));
    },
    run: () => eraseChat(database.table, chatIdOf('dave'), () => false),
  },
  "join a visitor's chat of two messages": {
    given: async () => {
      for (const actor of [aVisitor, anAdmin()]) await write(actor, aVisitor.id);
    },
    run: () =>
      joinChat(
        database.table,
        {
          from: chatIdOf(aVisitor.id),
          into: chatIdOf('frank'),
          actor: aUser('frank'),
          shards: SHARDS,
          retentionDays: 0,
          now: () => NOW,
        },
        () => false,
      ),
  },
  'where a joined chat is': {
    run: () => findJoinedInto(database.table, chatIdOf(aVisitor.id), NOW),
  },
  'all canned replies': { run: () => listCannedReplies(database.table) },
  'store a canned reply': {
    run: () => putCannedReply(database.table, { ...CANNED, updated_at: 'first' }, undefined),
  },
  'change a canned reply': {
    run: () => putCannedReply(database.table, { ...CANNED, updated_at: 'second' }, 'first'),
  },
  'delete a canned reply': { run: () => deleteCannedReply(database.table, CANNED.name) },
  'may an address be written to': { run: () => findSuppression(database.table, 'a@example.com') },
  'an email to an address that a visitor named': {
    run: () => takeEmail(database.table, emailHash('victim@example.com'), 3, NOW),
  },
  'confirm an address': {
    run: () => confirmAddress(database.table, emailHash('reader@example.com'), NOW),
  },
  'write no more to an address': {
    run: () => suppress(database.table, 'hash', 'unsubscribed', at),
  },
  'look at a ticket': { run: () => isUsed(database.table, TICKET) },
  'use a ticket up': { run: () => useUp(database.table, TICKET) },
};

test('[D10] the document names every access pattern, and each costs what stands there', async () => {
  const documented = readAccessUnits();
  const measured: Record<string, { read: number; write: number }> = {};
  for (const [name, { given, run }] of Object.entries(PATTERNS)) {
    await given?.();
    database.units.reset();
    await run();
    const { [name]: expected = { read: 0, write: 0 } } = documented;
    measured[name] = database.units.billed(expected);
  }
  expect(documented).toEqual(measured);
}, 60_000);

test('a first message costs 25 units at most, whatever the name of its writer', async () => {
  for (const [words, units] of [
    [1, 16],
    [2, 19],
    [4, 25],
    [60, 25],
  ] as const) {
    const writer = { ...aUser(`words-${words}`), name: 'a '.repeat(words).trim() };
    database.units.reset();
    await write(writer, writer.id);
    expect(database.units.billed({ read: 0, write: units }).write).toBe(units);
  }
});

test('[D9] an inbox page costs the same with 100 chats and with ten times as many', async () => {
  const page = async () => {
    database.units.reset();
    await listInbox(database.table, { isArchived: false, limit: 25, shards: SHARDS });
    return database.units.read;
  };
  const before = await page();
  const others = Array.from({ length: 900 }, (_, n) => `person-${100 + n}`);
  await pMap(others, (name) => write(aUser(name), name), { concurrency: 10 });
  expect(await page()).toBeLessThanOrEqual(before * 1.25);
}, 60_000);
