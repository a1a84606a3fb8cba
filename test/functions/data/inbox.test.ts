import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setArchived } from '../../../functions/data/chats.ts';
import { listInbox } from '../../../functions/data/inbox.ts';
import { inboxPartition } from '../../../functions/data/keys.ts';
import { searchChats } from '../../../functions/data/search.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

const SHARDS = 4;
const COUNT = 40;
const START = Date.parse('2026-01-01T00:00:00Z');

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
  for (let n = 0; n < COUNT; n += 1) await write(`person-${n}`, n);
});
afterAll(() => database.stop());

const write = (id: string, minute: number, user = aUser(id)) =>
  sendMessage(database.table, {
    actor: user,
    outgoing: anOutgoingMessage({ chat_id: chatIdOf(user.id) }),
    shards: SHARDS,
    now: () => new Date(START + minute * 60_000),
  });

async function wholeInbox(limit: number, isArchived = false) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listInbox(database.table, { isArchived, limit, cursor, shards: SHARDS });
    expect(page.chats.length).toBeLessThanOrEqual(limit);
    ids.push(...page.chats.map(({ user_id }) => user_id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

const newestFirst = Array.from({ length: COUNT }, (_, n) => `person-${COUNT - 1 - n}`);

describe('[D9] the inbox', () => {
  test.each([1, 7, 25, 100])('pages through all chats, newest first, by %i', async (limit) => {
    expect(await wholeInbox(limit)).toEqual(newestFirst);
  });

  test('reads more of a shard that has more than its share of a page', async () => {
    const isInFirst = (id: string) => inboxPartition(chatIdOf(id), false, SHARDS).endsWith('#0');
    const crowd = Array.from({ length: 100 }, (_, n) => `crowd-${n}`)
      .filter(isInFirst)
      .slice(0, 8);
    for (const [n, id] of crowd.entries()) await write(id, 1_000 + n);
    expect((await wholeInbox(7)).slice(0, 8)).toEqual([...crowd].reverse());
    const at = new Date(START).toISOString();
    for (const id of crowd) await setArchived(database.table, chatIdOf(id), true, SHARDS, at);
  });

  test('is spread over its shards', async () => {
    const items = await database.items();
    const partitions = new Set(
      items.map(({ gsi1pk }) => gsi1pk).filter((pk) => `${pk}`.startsWith('INBOX#active')),
    );
    expect(partitions.size).toBe(SHARDS);
  });

  test('archives and restores a chat', async () => {
    const chat_id = chatIdOf('person-3');
    const at = new Date(START).toISOString();
    expect((await setArchived(database.table, chat_id, true, SHARDS, at)).archived_at).toBe(at);
    expect(await wholeInbox(25)).not.toContain('person-3');
    expect(await wholeInbox(25, true)).toContain('person-3');
    await setArchived(database.table, chat_id, true, SHARDS, at);
    await setArchived(database.table, chat_id, false, SHARDS, at);
    await setArchived(database.table, chat_id, false, SHARDS, at);
    expect(await wholeInbox(25)).toEqual(newestFirst);
    expect(await wholeInbox(25, true)).not.toContain('person-3');
  });

  test.each(['', 'nonsense', Buffer.from('x#y').toString('base64url')])(
    'refuses a cursor that it did not give: %j',
    async (cursor) => {
      const page = listInbox(database.table, {
        isArchived: false,
        limit: 5,
        cursor,
        shards: SHARDS,
      });
      await expect(page).rejects.toMatchObject({ code: 'invalid_request' });
    },
  );
});

describe('[H6] a search', () => {
  const found = async (q: string, isArchived = false) =>
    (await searchChats(database.table, { q, isArchived })).map(({ user_id }) => user_id);

  test('finds by the start of the email or name, newest first, each chat once', async () => {
    expect(await found('person-3')).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `person-${39 - n}`),
      'person-3',
    ]);
  });

  test('ignores case and surrounding spaces', async () => {
    expect(await found(' PERSON-12@ ')).toEqual(['person-12']);
  });

  test('finds nothing in an empty field', async () => {
    expect(await found('zzz')).toEqual([]);
  });

  test('follows a changed address', async () => {
    await write('person-5', 100, { ...aUser('person-5'), email: 'new@example.com', name: 'Nia' });
    expect(await found('new@')).toEqual(['person-5']);
    expect(await found('nia')).toEqual(['person-5']);
    expect(await found('person-5')).toEqual([]);
  });

  test('[X5] finds any word of a name, and the domain of an address', async () => {
    const lovelace = { ...aUser('x5'), email: 'ada@acme.example', name: 'Ada King-Lovelace' };
    await write('x5', 200, lovelace);
    for (const q of ['love', 'king', 'Ada king', 'acme', '@acme.example', 'ada@acme']) {
      expect(await found(q)).toEqual(['x5']);
    }
    for (const q of ['cme', 'velace', '@']) expect(await found(q)).toEqual([]);
    // A shorter name leaves no word of the longer one behind.
    await write('x5', 201, { ...lovelace, name: 'Ada', email: 'ada@other.example' });
    for (const q of ['love', 'king', 'acme']) expect(await found(q)).toEqual([]);
    expect(await found('other')).toEqual(['x5']);
    // Of a long name the whole and the last three words.
    await write('x5', 202, { ...lovelace, name: 'Una Dora Tria Quadra Quinta' });
    for (const q of ['una dora', 'tria', 'quadra', 'quinta'])
      expect(await found(q)).toEqual(['x5']);
    expect(await found('dora')).toEqual([]);
  });

  test('shows at most 100 matches per field, newest first', async () => {
    for (let n = 0; n < 105; n += 1) {
      await write(`many-${n}`, 300 + n, {
        ...aUser(`many-${n}`),
        name: '',
        email: 'a@many.example',
      });
    }
    const all = await found('many.example');
    expect(all).toHaveLength(100);
    const numbers = all.map((id) => Number(id.split('-')[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });

  test('finds active or archived chats only', async () => {
    const at = new Date(START).toISOString();
    await setArchived(database.table, chatIdOf('person-7'), true, SHARDS, at);
    expect(await found('person-7')).toEqual([]);
    expect(await found('person-7', true)).toEqual(['person-7']);
  });
});
