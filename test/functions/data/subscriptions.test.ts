import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findConnection,
  putConnection,
  recordTyping,
} from '../../../functions/data/connections.ts';
import {
  areAdminsOnline,
  isUserOnline,
  listSubscriptions,
  removeConnection,
  subscribe,
  unsubscribe,
} from '../../../functions/data/subscriptions.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { anAdmin, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const NOW = new Date();
const HOURS = 3_600_000;
const chat_id = chatIdOf('alice');

async function connect(connection_id: string, actor: Actor, lifeMs = HOURS) {
  const token_expires_at = NOW.getTime() + lifeMs;
  await putConnection(database.table, { connection_id, actor, token_expires_at }, NOW);
  const connection = await findConnection(database.table, connection_id);
  if (!connection) throw new Error('not stored');
  return connection;
}

const followers = async (channel: string | null, now = NOW) =>
  (await listSubscriptions(database.table, channel, now)).map((one) => one.connection_id).sort();

describe('a subscription', () => {
  test('begins, is found, and ends', async () => {
    const connection = await connect('c1', aUser());
    await subscribe(database.table, connection, chat_id, NOW);
    await subscribe(database.table, connection, chat_id, NOW);
    expect(await followers(chat_id)).toEqual(['c1']);
    expect(await isUserOnline(database.table, chat_id, NOW)).toBe(true);
    await unsubscribe(database.table, 'c1', chat_id);
    await unsubscribe(database.table, 'c1', chat_id);
    expect(await followers(chat_id)).toEqual([]);
    expect(await isUserOnline(database.table, chat_id, NOW)).toBe(false);
  });

  test('leaves nothing when its connection is closed', async () => {
    await connect('c7', aUser());
    await removeConnection(database.table, 'c7');
    await unsubscribe(database.table, 'c7', chat_id);
    expect(JSON.stringify(await database.items())).not.toContain('"CONNECTION#c7"');
  });

  test('that begins while its connection is being closed ends with it', async () => {
    const connection = await connect('c8', aUser());
    const { client, name } = database.table;
    const closing = Object.assign(Object.create(client), {
      async send(command: Parameters<typeof client.send>[0]) {
        // The connection has been read, and is not deleted yet.
        if (command instanceof DeleteCommand) {
          await subscribe(database.table, connection, chatIdOf('late'), NOW).catch(() => undefined);
        }
        return client.send(command);
      },
    });
    await removeConnection({ client: closing, name }, 'c8');
    expect(await followers(chatIdOf('late'))).toEqual([]);
  });

  test('of an admin in a chat does not make its user present', async () => {
    await subscribe(database.table, await connect('c2', anAdmin()), chat_id, NOW);
    expect(await isUserOnline(database.table, chat_id, NOW)).toBe(false);
  });

  test('of a closed connection is rejected and leaves nothing', async () => {
    const connection = await connect('c3', anAdmin());
    await removeConnection(database.table, 'c3');
    const again = subscribe(database.table, connection, null, NOW);
    await expect(again).rejects.toMatchObject({ code: 'not_found' });
    expect(await areAdminsOnline(database.table, NOW)).toBe(false);
  });

  test('[W7] ends with its connection, in every channel', async () => {
    const connection = await connect('c4', anAdmin());
    await subscribe(database.table, connection, null, NOW);
    await subscribe(database.table, connection, chatIdOf('bob'), NOW);
    expect(await areAdminsOnline(database.table, NOW)).toBe(true);
    await removeConnection(database.table, 'c4');
    const left = (await database.items()).filter((item) => JSON.stringify(item).includes('"c4"'));
    expect(left).toEqual([]);
  });

  test.each([
    ['the token of its connection', { tokenHours: 1, subscribedAfterMs: 0, endsAfterHours: 1 }],
    [
      'the two hours of its connection',
      { tokenHours: 9, subscribedAfterMs: HOURS, endsAfterHours: 2 },
    ],
  ])('[W7] counts no more once %s have passed', async (what, times) => {
    const { tokenHours, subscribedAfterMs, endsAfterHours } = times;
    const connection = await connect(what, aUser('eve'), tokenHours * HOURS);
    const at = (ms: number) => new Date(NOW.getTime() + ms);
    await subscribe(database.table, connection, chatIdOf(what), at(subscribedAfterMs));
    expect(await followers(chatIdOf(what), at(endsAfterHours * HOURS - 1_000))).toEqual([what]);
    expect(await followers(chatIdOf(what), at(endsAfterHours * HOURS))).toEqual([]);
  });
});

describe('whether an admin is online', () => {
  /** Numbered, so that those whose end has come stand first in the table. */
  async function connectAdmins(first: number, count: number, lifeMs: number): Promise<void> {
    for (let number = first; number < first + count; number += 1) {
      const connection = await connect(`a${number}`, anAdmin(), lifeMs);
      await subscribe(database.table, connection, null, NOW);
    }
  }

  const disconnectAdmins = async (first: number, count: number) => {
    for (let number = first; number < first + count; number += 1)
      await removeConnection(database.table, `a${number}`);
  };

  test('costs the same with one of them and with thirty', async () => {
    await connectAdmins(100, 30, HOURS);
    database.units.reset();
    expect(await areAdminsOnline(database.table, NOW)).toBe(true);
    expect(database.units).toMatchObject({ requests: 1, read: 1 });
    await disconnectAdmins(100, 30);
  });

  test('needs two requests if thirty have expired that TTL has not deleted yet', async () => {
    const later = new Date(NOW.getTime() + HOURS / 2);
    await connectAdmins(100, 30, HOURS / 4);
    database.units.reset();
    expect(await areAdminsOnline(database.table, later)).toBe(false);
    expect(database.units.requests).toBe(2);
    await connectAdmins(200, 1, HOURS);
    database.units.reset();
    expect(await areAdminsOnline(database.table, later)).toBe(true);
    expect(database.units.requests).toBe(2);
    await disconnectAdmins(100, 30);
    await removeConnection(database.table, 'a200');
  });
});

test('[W9] typing may be sent once a second', async () => {
  await connect('c6', aUser());
  const at = (ms: number) => recordTyping(database.table, 'c6', new Date(NOW.getTime() + ms));
  expect(await at(0)).toBe(true);
  expect(await at(500)).toBe(false);
  expect(await at(1_000)).toBe(true);
  expect(await recordTyping(database.table, 'unknown', NOW)).toBe(false);
});
