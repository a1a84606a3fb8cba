import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  deleteCannedReply,
  listCannedReplies,
  putCannedReply,
} from '../../../functions/data/canned-replies.ts';
import { cannedReplyKey } from '../../../functions/data/keys.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let clock = Date.parse('2026-01-01T00:00:00.000Z');
const put = (name: string, content: string, replaced?: string) => {
  clock += 1_000;
  const updated_at = new Date(clock).toISOString();
  return putCannedReply(database.table, { name, content, updated_at }, replaced);
};
const names = async () => (await listCannedReplies(database.table)).map(({ name }) => name);

describe('[A7, H13] a canned reply', () => {
  test('is stored, changed, and deleted', async () => {
    const first = await put('hello', 'Hello!');
    expect(await listCannedReplies(database.table)).toEqual([first]);
    const second = await put('hello', 'Hello, and welcome!', first.updated_at);
    expect(second.updated_at).not.toBe(first.updated_at);
    await put('bye', 'Good bye!');
    expect(await names()).toEqual(['bye', 'hello']);
    await deleteCannedReply(database.table, 'hello');
    await deleteCannedReply(database.table, 'hello');
    expect(await names()).toEqual(['bye']);
  });

  test('stored twice is stored once, and the stored one is returned', async () => {
    const first = await put('twice', 'one');
    expect(await put('twice', 'one')).toEqual(first);
    const second = await put('twice', 'two', first.updated_at);
    expect(await put('twice', 'two', first.updated_at)).toEqual(second);
  });

  test('that a colleague has changed or deleted is not overwritten', async () => {
    const mine = await put('shared', 'mine');
    const theirs = await put('shared', 'theirs', mine.updated_at);
    const late = put('shared', 'mine again', mine.updated_at);
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    await expect(put('shared', 'as a new one')).rejects.toMatchObject({ code: 'conflict' });
    expect(await listCannedReplies(database.table)).toContainEqual(theirs);
    await deleteCannedReply(database.table, 'shared');
    const gone = put('shared', 'mine again', theirs.updated_at);
    await expect(gone).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is one of at most 200', async () => {
    const before = (await names()).length;
    const { client, name: TableName } = database.table;
    for (let n = before; n < 200; n += 1) {
      const reply = { name: `number-${n}`, content: 'text', updated_at: 'then' };
      const Item = { ...cannedReplyKey(reply.name), ...reply };
      await client.send(new PutCommand({ TableName, Item }));
    }
    await expect(put('one-more', 'text')).rejects.toMatchObject({ code: 'too_large' });
    const [known] = await listCannedReplies(database.table);
    expect(await put('bye', 'Bye!', known?.updated_at)).toMatchObject({ content: 'Bye!' });
    await expect(put('bye', 'other')).rejects.toMatchObject({ code: 'conflict' });
    expect(await names()).toHaveLength(200);
  });
});
