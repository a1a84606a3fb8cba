import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChat } from '../../../functions/data/chats.ts';
import { findContact, putContact } from '../../../functions/data/contacts.ts';
import { eraseChat } from '../../../functions/data/erase-chat.ts';
import { listInbox } from '../../../functions/data/inbox.ts';
import { chatKey, chatPk, messageKey } from '../../../functions/data/keys.ts';
import { markRead } from '../../../functions/data/mark-read.ts';
import { listMessages } from '../../../functions/data/messages.ts';
import { searchChats } from '../../../functions/data/search.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

const SHARDS = 2;
const DAYS = 30;

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const day = (n: number, hour = 12) => new Date(Date.UTC(2026, 0, 1 + n, hour));
/** In epoch seconds, the end of what is written on a day. */
const endOfDay = (n: number) => day(n + DAYS + 1, 0).getTime() / 1_000;

const write = (
  id: string,
  now: Date,
  { actor = aUser(id), retentionDays = DAYS }: { actor?: Actor; retentionDays?: number } = {},
) =>
  sendMessage(database.table, {
    actor,
    outgoing: anOutgoingMessage({ chat_id: chatIdOf(id) }),
    shards: SHARDS,
    retentionDays,
    now: () => now,
  });

/** The ends of a chat's items, by the beginning of their key. */
async function ends(id: string): Promise<Record<string, unknown>> {
  const items = (await database.items()).filter(({ pk }) => pk === chatPk(chatIdOf(id)));
  const kept = items.filter(({ entity }) => entity !== 'sent_marker');
  return Object.fromEntries(kept.map(({ sk, expires_at }) => [sk, expires_at]));
}

async function expire(Key: Record<string, string>, now: Date): Promise<void> {
  await database.table.client.send(
    new UpdateCommand({
      TableName: database.table.name,
      Key,
      UpdateExpression: 'SET expires_at = :now',
      ExpressionAttributeValues: { ':now': Math.floor(now.getTime() / 1_000) },
    }),
  );
}

const seqs = async (id: string, now: Date, range = {}) => {
  const page = await listMessages(database.table, chatIdOf(id), { limit: 50, now, ...range });
  return { seqs: page.messages.map(({ seq }) => seq), has_more: page.has_more };
};

const inbox = async (now: Date) => {
  const page = { isArchived: false, limit: 1, shards: SHARDS, now };
  return (await listInbox(database.table, page)).chats.map(({ user_id }) => user_id);
};

describe('[D11] with retention', () => {
  test('each message expires on its own, the chat with its last message, and everything else with the chat', async () => {
    await write('alice', day(0));
    const first = await ends('alice');
    expect(first).toEqual({
      CHAT: endOfDay(0),
      'MESSAGE#0000000001': endOfDay(0),
      'SEARCH#DOMAIN': endOfDay(0),
      'SEARCH#EMAIL': endOfDay(0),
      'SEARCH#NAME': endOfDay(0),
    });
    await write('alice', day(3));
    expect(await ends('alice')).toEqual({
      CHAT: endOfDay(3),
      'MESSAGE#0000000001': endOfDay(0),
      'MESSAGE#0000000002': endOfDay(3),
      'SEARCH#DOMAIN': endOfDay(3),
      'SEARCH#EMAIL': endOfDay(3),
      'SEARCH#NAME': endOfDay(3),
    });
  });

  test('the search entries of a chat are written once a day', async () => {
    const units = async (now: Date) => {
      database.units.reset();
      await write('bob', now);
      return database.units.write;
    };
    await units(day(0));
    const newDay = await units(day(1, 8));
    expect(await units(day(1, 20))).toBeLessThan(newDay);
  });

  test('expired items are not shown, although they still exist', async () => {
    const id = 'carol';
    for (const n of [0, 0, 5, 6]) await write(id, day(n));
    expect(await seqs(id, day(30))).toEqual({ seqs: [1, 2, 3, 4], has_more: false });
    expect(await seqs(id, day(31))).toEqual({ seqs: [3, 4], has_more: false });
    expect(await seqs(id, day(31), { after: 0 })).toEqual({ seqs: [3, 4], has_more: false });
    expect(await seqs(id, day(31), { after: 0, limit: 1 })).toEqual({ seqs: [3], has_more: true });
    expect(await seqs(id, day(31), { before: 4 })).toEqual({ seqs: [3], has_more: false });
    const isShown = async (now: Date) => [
      (await findChat(database.table, chatIdOf(id), { now })) !== undefined,
      (await inbox(now)).includes(id),
      (await searchChats(database.table, { q: id, isArchived: false, now })).length === 1,
    ];
    expect(await isShown(day(36))).toEqual([true, true, true]);
    expect(await isShown(day(37))).toEqual([false, false, false]);
    expect(await seqs(id, day(37))).toEqual({ seqs: [], has_more: false });
  });

  test('the inbox skips expired chats', async () => {
    for (let n = 0; n < 12; n += 1) await write(`gone-${n}`, day(100, 13), { retentionDays: 1 });
    await write('kept', day(100));
    expect(await inbox(day(103))).toEqual(['kept']);
  });

  test('a user who returns begins a new chat, even if TTL has not deleted the old one', async () => {
    for (const id of ['dora', 'eve']) for (const n of [0, 0, 0]) await write(id, day(n));
    // TTL deletes in no order: of Eve, the chat is gone already, and its messages are not.
    const { client, name: TableName } = database.table;
    await client.send(new DeleteCommand({ TableName, Key: chatKey(chatIdOf('eve')) }));
    for (const id of ['dora', 'eve']) {
      expect(await write(id, day(40))).toMatchObject({ seq: 1 });
      expect(await write(id, day(41))).toMatchObject({ seq: 2 });
      expect(await seqs(id, day(41))).toEqual({ seqs: [1, 2], has_more: false });
      const chat = await findChat(database.table, chatIdOf(id), { now: day(41) });
      expect(chat).toMatchObject({ message_count: 2, created_at: day(40).toISOString() });
    }
  });

  test('an admin cannot reply in an expired chat', async () => {
    await write('frank', day(0));
    const late = write('frank', day(40), { actor: anAdmin() });
    await expect(late).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a contact is kept as long as a message', async () => {
    const chat_id = chatIdOf('visitor:1');
    const visitor: Actor = { kind: 'visitor', id: 'visitor:1' };
    const leave = (now: Date) =>
      putContact(database.table, chat_id, { email: 'v@example.com' }, { now, retentionDays: DAYS });
    await leave(day(0));
    expect(await findContact(database.table, chat_id, day(30))).toMatchObject({
      email: 'v@example.com',
    });
    expect(await findContact(database.table, chat_id, day(31))).toBeUndefined();
    await write('visitor:1', new Date(), { actor: visitor });
    expect(await findChat(database.table, chat_id)).toMatchObject({ user_email: null });
    await leave(new Date());
    expect(await findChat(database.table, chat_id)).toMatchObject({ user_email: 'v@example.com' });
  });

  test('a visitor can leave an address while an expired chat still exists', async () => {
    await write('visitor:2', day(0), { actor: { kind: 'visitor', id: 'visitor:2' } });
    const chat_id = chatIdOf('visitor:2');
    const contact = { email: 'w@example.com' };
    await putContact(database.table, chat_id, contact, { now: day(40), retentionDays: DAYS });
    expect(await findContact(database.table, chat_id, day(40))).toMatchObject(contact);
  });

  test('expired unread messages do not count once the rest is read', async () => {
    const now = new Date();
    const longAgo = new Date(now.getTime() - 60 * 86_400_000);
    // The second message expires before the chat does, and before its user reads it.
    await write('henry', longAgo, { retentionDays: 90 });
    await write('henry', longAgo, { actor: anAdmin(), retentionDays: 90 });
    await expire(messageKey(chatIdOf('henry'), 2), now);
    await write('henry', now, { actor: anAdmin() });
    const chat_id = chatIdOf('henry');
    expect(await findChat(database.table, chat_id)).toMatchObject({ user_unread_count: 2 });
    const marked = await markRead(database.table, { chat_id, reader: 'user', now: () => now });
    expect(marked).toEqual({ read_count: 1, unread_count: 0 });
    expect(await findChat(database.table, chat_id)).toMatchObject({ user_unread_count: 0 });
  });

  test('an expired chat that still exists is erased', async () => {
    await write('ida', day(0));
    expect(await eraseChat(database.table, chatIdOf('ida'), () => false)).toEqual({
      erased: true,
    });
    expect(await ends('ida')).toEqual({});
  });

  test('that is switched off, the next message keeps the chat forever', async () => {
    await write('jack', day(0));
    await write('jack', day(1), { retentionDays: 0 });
    expect(await ends('jack')).toEqual({
      CHAT: undefined,
      'MESSAGE#0000000001': endOfDay(0),
      'MESSAGE#0000000002': undefined,
      'SEARCH#DOMAIN': undefined,
      'SEARCH#EMAIL': undefined,
      'SEARCH#NAME': undefined,
    });
  });
});
