import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChat } from '../../../functions/data/chats.ts';
import { findConnection, putConnection } from '../../../functions/data/connections.ts';
import { putContact } from '../../../functions/data/contacts.ts';
import { suppress } from '../../../functions/data/email-suppressions.ts';
import { eraseChat } from '../../../functions/data/erase-chat.ts';
import { emailHash, messageKey } from '../../../functions/data/keys.ts';
import { listMessages } from '../../../functions/data/messages.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import { subscribe } from '../../../functions/data/subscriptions.ts';
import type { Table } from '../../../functions/data/table.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

const NOW = new Date();
const SHARDS = 2;
const never = () => false;

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
  await aLivelyChat('bob');
});
afterAll(() => database.stop());

const write = (id: string, actor: Actor = aUser(id)) =>
  sendMessage(database.table, {
    actor,
    outgoing: anOutgoingMessage({ chat_id: chatIdOf(id) }),
    shards: SHARDS,
    now: () => new Date(),
  });

async function connect(connection_id: string, actor: Actor, chat_id?: string) {
  const token_expires_at = NOW.getTime() + 3_600_000;
  await putConnection(database.table, { connection_id, actor, token_expires_at }, NOW);
  const connection = await findConnection(database.table, connection_id);
  if (connection && chat_id) await subscribe(database.table, connection, chat_id, NOW);
}

/** A chat with everything that a chat may have. */
async function aLivelyChat(id: string): Promise<string> {
  const chat_id = chatIdOf(id);
  for (const actor of [aUser(id), anAdmin(), aUser(id)]) await write(id, actor);
  await putContact(database.table, chat_id, { email: `${id}@home.example` }, { now: NOW });
  await connect(`${id}-phone`, aUser(id), chat_id);
  await connect(`${id}-idle`, aUser(id));
  await connect(`${id}-admin`, anAdmin(), chat_id);
  return chat_id;
}

/** Whatever in the table speaks of the user. */
const traces = async (id: string) =>
  (await database.items())
    .filter((item) => {
      const text = JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value));
      return text.includes(chatIdOf(id)) || text.includes(`${id}@`);
    })
    .sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));

/** The table with somebody in between, who sees each command before it is sent. */
function intercepted(before: (command: unknown) => Promise<void>): Table {
  const { client, name } = database.table;
  const between = Object.assign(Object.create(client), {
    async send(command: Parameters<typeof client.send>[0]) {
      await before(command);
      return client.send(command);
    },
  });
  return { client: between, name };
}

describe('[D11] erasing a user', () => {
  test('leaves nothing of the user, and everything of others', async () => {
    const chat_id = await aLivelyChat('alice');
    const ofBob = await traces('bob');
    expect(await traces('alice')).not.toEqual([]);
    expect(await eraseChat(database.table, chat_id, never)).toEqual({ erased: true });
    expect(await traces('alice')).toEqual([]);
    expect(await traces('bob')).toEqual(ofBob);
    expect(await findConnection(database.table, 'alice-idle')).toBeUndefined();
    expect(await findConnection(database.table, 'alice-admin')).toBeDefined();
  });

  test('twice, or without a chat, is no error', async () => {
    const chat_id = chatIdOf('visitor:shy');
    const left = { email: 'visitor:shy@example.com' };
    await putContact(database.table, chat_id, left, { now: NOW });
    expect(await eraseChat(database.table, chat_id, never)).toEqual({ erased: true });
    expect(await traces('visitor:shy')).toEqual([]);
    expect(await eraseChat(database.table, chat_id, never)).toEqual({ erased: true });
  });

  test('keeps their wish to get no emails, as a hash', async () => {
    const hash = emailHash('carol@example.com');
    await suppress(database.table, hash, 'unsubscribed', NOW.toISOString());
    await eraseChat(database.table, await aLivelyChat('carol'), never);
    const items = await database.items();
    expect(items.filter(({ pk }) => pk === `EMAIL#${hash}`)).toHaveLength(1);
  });

  test('also erases what is sent while it runs', async () => {
    const chat_id = await aLivelyChat('dora');
    let sent = 0;
    const table = intercepted(async (command) => {
      // All messages are gone, and the chat is about to go.
      if (command instanceof TransactWriteCommand && sent < 1) {
        sent += 1;
        await write('dora');
      }
    });
    expect(await eraseChat(table, chat_id, never)).toEqual({ erased: true });
    expect(sent).toBe(1);
    expect(await traces('dora')).toEqual([]);
  });

  test('lets a later message begin a new chat', async () => {
    await eraseChat(database.table, await aLivelyChat('eve'), never);
    expect(await write('eve')).toMatchObject({ seq: 1 });
    await expect(write('frank', anAdmin())).rejects.toMatchObject({ code: 'not_found' });
    await eraseChat(database.table, chatIdOf('eve'), never);
    await expect(write('eve', anAdmin())).rejects.toMatchObject({ code: 'not_found' });
  });

  test('twice at once leaves no message of a chat that began in between', async () => {
    await write('gina');
    const chat_id = chatIdOf('gina');
    let isSecond = false;
    const table = intercepted(async (command) => {
      if (!(command instanceof TransactWriteCommand) || isSecond) return;
      isSecond = true;
      await eraseChat(database.table, chat_id, never);
      // As many messages as the erased chat had.
      await write('gina');
    });
    expect(await eraseChat(table, chat_id, never)).toEqual({ erased: true });
    expect(await traces('gina')).toEqual([]);
  });

  test('can be repeated after an interruption anywhere, and shows in the inbox until everything is gone', async () => {
    for (let requests = 0; ; requests += 1) {
      const id = `henry-${requests}`;
      const chat_id = await aLivelyChat(id);
      let left = requests;
      const table = intercepted(async () => {
        if (left === 0) throw new Error('cut short');
        left -= 1;
      });
      const outcome = await eraseChat(table, chat_id, never).catch(() => ({ erased: false }));
      const isShown = (await findChat(database.table, chat_id)) !== undefined;
      if (!isShown) expect(await traces(id)).toEqual([]);
      if (outcome.erased) return;
      expect(await eraseChat(database.table, chat_id, never)).toEqual({ erased: true });
      expect(await traces(id)).toEqual([]);
    }
  });

  test('continues where its time was over, even after 10,000 messages', async () => {
    const chat_id = await aLivelyChat('ida');
    await fill(chat_id, 10_000);
    const left = [(await traces('ida')).length];
    for (let isErased = false; !isErased; ) {
      let looks = 200;
      isErased = (await eraseChat(database.table, chat_id, () => --looks < 0)).erased;
      left.push((await traces('ida')).length);
    }
    expect(left.length).toBeGreaterThan(3);
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(left.at(-1)).toBe(0);
  });

  test('says how many messages remain when its time was over', async () => {
    const chat_id = chatIdOf('jane');
    for (let n = 0; n < 150; n += 1) await write('jane');
    let pages = 0;
    const table = intercepted(async (command) => {
      if (command instanceof BatchWriteCommand) pages += 1;
    });
    // The markers go first, four batches at once, and then as many messages.
    const outcome = await eraseChat(table, chat_id, () => pages >= 10);
    expect(outcome).toEqual({ erased: false, remaining: 50 });
    expect(await eraseChat(database.table, chat_id, never)).toEqual({ erased: true });
    expect(await traces('jane')).toEqual([]);
  });

  test('wins against a user who keeps writing, and loses nothing that is sent afterwards', async () => {
    const chat_id = await aLivelyChat('kate');
    let isOver = false;
    const accepted: Promise<unknown>[] = [];
    const sender = (async () => {
      while (!isOver) {
        accepted.push(write('kate'));
        await accepted.at(-1);
      }
    })();
    let looks = 0;
    const table = intercepted(async (command) => {
      // However late it comes to delete the chat, somebody has just written again.
      if (command instanceof TransactWriteCommand) await untilOneMore(accepted);
    });
    const outcome = await eraseChat(table, chat_id, () => ++looks > 60);
    isOver = true;
    expect(outcome).toEqual({ erased: true });
    await sender;
    // What was written afterwards begins a new chat: from 1 on, without a gap.
    const last = await write('kate');
    const { messages } = await listMessages(database.table, chat_id, { limit: 100 });
    expect(messages.map(({ seq }) => seq)).toEqual(
      Array.from({ length: last.seq }, (_, n) => n + 1),
    );
  });
});

/** Waits for the next send to be through, unless senders are held. */
async function untilOneMore(accepted: Promise<unknown>[]): Promise<void> {
  const count = accepted.length;
  const deadline = Date.now() + 500;
  while (accepted.length === count && Date.now() < deadline) await pause(5);
}

async function fill(chat_id: string, count: number): Promise<void> {
  const { client, name } = database.table;
  const items = Array.from({ length: count }, (_, n) => messageKey(chat_id, n + 10));
  for (let start = 0; start < count; start += 25) {
    const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }));
  }
}
