import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChat } from '../../../functions/data/chats.ts';
import { markRead } from '../../../functions/data/mark-read.ts';
import { listMessages } from '../../../functions/data/messages.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const now = () => new Date();
let users = 0;

/** A chat in which the two sides wrote in this order, such as `uaa`. */
async function aChat(order: string) {
  users += 1;
  const user = aUser(`user-${users}`);
  const chat_id = chatIdOf(user.id);
  for (const letter of order) {
    const actor: Actor = letter === 'u' ? user : anAdmin();
    await sendMessage(database.table, {
      actor,
      outgoing: anOutgoingMessage({ chat_id }),
      shards: 1,
      now,
    });
  }
  return chat_id;
}

const read = (chat_id: string, reader: 'user' | 'admin', up_to?: number) =>
  markRead(database.table, { chat_id, reader, up_to, now });

async function readSeqs(chat_id: string) {
  const { messages } = await listMessages(database.table, chat_id, { limit: 100 });
  return messages.filter(({ read_at }) => read_at !== null).map(({ seq }) => seq);
}

describe('[D8] mark_read', () => {
  test('reads the other side’s messages, up to a seq', async () => {
    const chat_id = await aChat('uaaua');
    expect(await read(chat_id, 'user', 3)).toEqual({ read_count: 2, unread_count: 1 });
    expect(await readSeqs(chat_id)).toEqual([2, 3]);
    expect(await read(chat_id, 'user')).toEqual({ read_count: 1, unread_count: 0 });
    expect(await readSeqs(chat_id)).toEqual([2, 3, 5]);
    expect(await read(chat_id, 'admin')).toEqual({ read_count: 2, unread_count: 0 });
    expect(await readSeqs(chat_id)).toEqual([1, 2, 3, 4, 5]);
  });

  test('repeated, or for less, changes nothing', async () => {
    const chat_id = await aChat('ua');
    await read(chat_id, 'user');
    const before = await database.items();
    expect(await read(chat_id, 'user')).toEqual({ read_count: 0, unread_count: 0 });
    expect(await read(chat_id, 'user', 1)).toEqual({ read_count: 0, unread_count: 0 });
    expect(await database.items()).toEqual(before);
  });

  test('beyond the end reads everything', async () => {
    const chat_id = await aChat('ua');
    expect(await read(chat_id, 'user', 1_000)).toEqual({ read_count: 1, unread_count: 0 });
    expect((await findChat(database.table, chat_id))?.user_read_up_to).toBe(2);
  });

  test('of a chat that does not exist reads nothing and writes nothing', async () => {
    const before = await database.items();
    expect(await read(chatIdOf('nobody'), 'user')).toEqual({ read_count: 0, unread_count: 0 });
    expect(await database.items()).toEqual(before);
  });

  test('marks more messages than one transaction allows', async () => {
    const chat_id = await aChat(`u${'a'.repeat(185)}`);
    expect(await read(chat_id, 'user')).toEqual({ read_count: 185, unread_count: 0 });
  });

  test('that is interrupted between transactions has marked the oldest messages, and the marks agree', async () => {
    const chat_id = await aChat(`u${'a'.repeat(185)}`);
    let transactions = 0;
    const client = Object.assign(Object.create(database.table.client), {
      async send(command: Parameters<typeof database.table.client.send>[0]) {
        if (command instanceof TransactWriteCommand) transactions += 1;
        if (transactions === 2) throw new Error('cut short');
        return database.table.client.send(command);
      },
    });
    const table = { client, name: database.table.name };
    await expect(markRead(table, { chat_id, reader: 'user', now })).rejects.toThrow('cut short');
    const chat = await findChat(database.table, chat_id);
    expect(chat).toMatchObject({ user_read_up_to: 91, user_unread_count: 95 });
    const { messages } = await listMessages(database.table, chat_id, { after: 90, limit: 3 });
    expect(messages.map(({ read_at }) => read_at !== null)).toEqual([true, false, false]);
    expect(await read(chat_id, 'user')).toEqual({ read_count: 95, unread_count: 0 });
  });

  test('in parallel counts each message once', async () => {
    const chat_id = await aChat('uaaaa');
    const all = await Promise.all([1, 2, 3, 4].map(() => read(chat_id, 'user')));
    expect(all.reduce((sum, { read_count }) => sum + read_count, 0)).toBe(4);
    expect((await findChat(database.table, chat_id))?.user_unread_count).toBe(0);
  });

  test('while messages arrive keeps count and marks correct', async () => {
    const chat_id = await aChat('ua');
    const send = (seq: number) =>
      sendMessage(database.table, {
        actor: seq % 2 ? anAdmin() : aUser(`user-${users}`),
        outgoing: anOutgoingMessage({ chat_id }),
        shards: 1,
        now,
      });
    await Promise.all([0, 1, 2, 3, 4, 5].flatMap((n) => [send(n), read(chat_id, 'user')]));
    await read(chat_id, 'user');
    const { messages } = await listMessages(database.table, chat_id, { limit: 100 });
    const unread = messages.filter((one) => one.sender_type === 'admin' && one.read_at === null);
    expect(unread).toEqual([]);
    expect((await findChat(database.table, chat_id))?.user_unread_count).toBe(0);
  });

  test('[D7] by an admin also marks the chat viewed', async () => {
    const chat_id = await aChat('uu');
    await read(chat_id, 'admin', 1);
    expect(await findChat(database.table, chat_id)).toMatchObject({ admin_viewed_seq: 1 });
    await read(chat_id, 'admin');
    expect(await findChat(database.table, chat_id)).toMatchObject({ admin_viewed_seq: 2 });
  });

  test('costs nothing for what the reader wrote', async () => {
    const chat_id = await aChat(`${'u'.repeat(60)}a`);
    database.units.reset();
    expect((await read(chat_id, 'user')).read_count).toBe(1);
    expect(database.units.read).toBeLessThanOrEqual(3);
  });

  test('[H4] counts what is unread after its commit, not before it', async () => {
    const chat_id = await aChat('u');
    const user = aUser(`user-${users}`);
    const client = Object.assign(Object.create(database.table.client), {
      async send(command: Parameters<typeof database.table.client.send>[0]) {
        // Just before the marks are written, one more message arrives.
        if (command instanceof TransactWriteCommand) {
          const outgoing = anOutgoingMessage({ chat_id });
          await sendMessage(database.table, { actor: user, outgoing, shards: 1, now });
        }
        return database.table.client.send(command);
      },
    });
    const table = { client, name: database.table.name };
    expect(await markRead(table, { chat_id, reader: 'admin', up_to: 1, now })).toEqual({
      read_count: 1,
      unread_count: 1,
    });
  });

  test('costs what is newly read, whatever the length of the chat', async () => {
    const chat_id = await aChat(`${'ua'.repeat(60)}`);
    await read(chat_id, 'user');
    await sendMessage(database.table, {
      actor: anAdmin(),
      outgoing: anOutgoingMessage({ chat_id }),
      shards: 1,
      now,
    });
    database.units.reset();
    expect((await read(chat_id, 'user')).read_count).toBe(1);
    const { read: units, write } = database.units.billed({ read: 3, write: 5 });
    expect(units).toBeLessThanOrEqual(3);
    // One of them is the index's, which carries the chat's read marks as well.
    expect(write).toBeLessThanOrEqual(5);
  });
});
