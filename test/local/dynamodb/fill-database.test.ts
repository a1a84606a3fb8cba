import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Database, startDatabase } from '../../../local/dynamodb/database.ts';
import { chooseEngine } from '../../../local/dynamodb/engines/choose-engine.ts';
import { fillDatabase } from '../../../local/dynamodb/fill-database.ts';
import { readItems } from '../../../local/dynamodb/read-items.ts';
import type { Items } from '../../../local/dynamodb/write-items.ts';
import { openState, type State } from '../../../local/state.ts';
import { createStreamReader } from '../../../local/streams/stream-reader.ts';
import { aTemplate } from '../template/an-assembly.ts';
import { anItem, aTable } from './a-table.ts';

const template = aTemplate({ resources: aTable() });
/** They are spread over the index by another order than their own; every second one stands there. */
const items = Array.from({ length: 60 }, (_, n) =>
  anItem(`MESSAGE#${String(n).padStart(3, '0')}`, {
    text: { S: `Zeile 1\nline 2 "${n}" 😕` },
    count: { N: '12345678901234567890' },
    tags: { L: [{ S: 'a' }, { M: { deep: { BOOL: true } } }, { NULL: true }] },
    ...(n % 2 === 0 && { gsi1pk: { S: 'INBOX' }, gsi1sk: { S: `${900 - n}` } }),
  }),
);
const INBOX = Array.from({ length: 30 }, (_, n) => `${842 + 2 * n}`);

let place: State;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  place = openState(folder);
});

const fill = (itemsOf: () => Items) =>
  fillDatabase({ template, engine: chooseEngine(), state: place, itemsOf });

async function open(): Promise<Database> {
  const database = await startDatabase({ template, engine: chooseEngine(), state: place });
  onTestFinished(() => database.stop());
  return database;
}

async function itemsIn({ engine }: Database): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of readItems(engine, 'chats')) found.push(item);
  return found;
}

async function inbox({ engine }: Database) {
  const input = {
    TableName: 'chats',
    IndexName: 'inbox',
    KeyConditionExpression: 'gsi1pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'INBOX' } },
  };
  const page = v.object({ Items: v.array(v.object({ gsi1sk: v.object({ S: v.string() }) })) });
  const { Items } = await engine.ask('DynamoDB_20120810.Query', input, page);
  return Items.map(({ gsi1sk }) => gsi1sk.S);
}

/** Where the items go: into the run's own engine, or into one that runs already. */
const ENGINES = {
  'its own engine': async () => {},
  'another engine': async () => {
    const other = await chooseEngine().start({ folder: undefined, expires: true });
    onTestFinished(() => other.stop());
    vi.stubEnv('DYNAMODB_ENDPOINT', other.endpoint);
    onTestFinished(() => void vi.unstubAllEnvs());
  },
};

test.each(Object.entries(ENGINES))(
  '[L4] a table filled in %s holds all items, by key and by index',
  async (_, prepare) => {
    await prepare();
    await fill(() => items);
    const database = await open();
    expect(await itemsIn(database)).toEqual(items);
    expect(await inbox(database)).toEqual(INBOX);
  },
);

test.each(Object.entries(ENGINES))(
  '[L4] a table filled in %s has records of what comes later alone, and its items expire',
  async (_, prepare) => {
    await prepare();
    await fill(() => items);
    const { engine } = await open();
    const reader = createStreamReader(engine, 'chats', undefined);
    expect(await reader.read(100)).toEqual([]);
    const Item = anItem('LATER');
    await engine.ask('DynamoDB_20120810.PutItem', { TableName: 'chats', Item }, v.any());
    const keys: unknown[] = [];
    const read = async () => {
      keys.push(...(await reader.read(100)).map(({ record }) => record.dynamodb.Keys));
      return keys;
    };
    await expect.poll(read, { timeout: 10_000 }).toEqual([Item]);
    const input = { TableName: 'chats' };
    expect(
      await engine.ask('DynamoDB_20120810.DescribeTimeToLive', input, v.unknown()),
    ).toMatchObject({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED' } });
  },
);

test('[L4] an empty table is filled too', async () => {
  await fill(() => []);
  expect(await itemsIn(await open())).toEqual([]);
});

test('items that end in an error leave nothing behind', async () => {
  function* broken() {
    yield* items;
    throw new Error('no more of them');
  }
  await expect(fill(broken)).rejects.toThrow('no more of them');
  expect(readdirSync(place.folder ?? '')).toEqual([]);
});

test('an item that the engine does not take is an error, and not left out', async () => {
  const wrong = anItem('WRONG', { text: { X: 'of no type' } });
  await expect(fill(() => [...items, wrong])).rejects.toThrow(/60 of 61 items|ValidationException/);
});
