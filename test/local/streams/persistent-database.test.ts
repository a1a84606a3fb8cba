import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { chooseEngine } from '../../../local/dynamodb/engines/choose-engine.ts';
import { permissionsOf } from '../../../local/permissions/permissions.ts';
import { openState } from '../../../local/state.ts';
import { mappingsOf } from '../../../local/streams/mapping.ts';
import { startPersistentDatabase } from '../../../local/streams/persistent-database.ts';
import { writePosition } from '../../../local/streams/positions.ts';
import { createStreamReader } from '../../../local/streams/stream-reader.ts';
import { aTable } from '../dynamodb/a-table.ts';
import { aFunction, allow, aRole } from '../functions/a-function.ts';
import { aTemplate } from '../template/an-assembly.ts';

const MANY = 60;
const stream = { 'Fn::GetAtt': ['Table', 'StreamArn'] };
const READING = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'];

async function start(stateDir: string) {
  const template = aTemplate({
    resources: {
      ...aTable(),
      ...aFunction('FanOut'),
      ...aRole('FanOut', allow(READING, stream)),
      Source: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'FanOut' },
          EventSourceArn: stream,
          StartingPosition: 'LATEST',
        },
      },
    },
  });
  const permissions = permissionsOf(template);
  const state = openState(stateDir);
  const engine = { ...chooseEngine(), maxStreamRecords: 50 };
  const database = await startPersistentDatabase({ template, engine, permissions, state });
  onTestFinished(() => database.stop());
  const [mapping] = mappingsOf(template, database.tables, permissions);
  if (mapping === undefined) throw new Error('The template has a mapping.');
  return { database, mapping };
}
type Started = Awaited<ReturnType<typeof start>>;

async function put({ database }: Started, numbers: readonly number[]) {
  const items = numbers.map((number) => ({ pk: { S: `CHAT#${number}` }, sk: { S: 'CHAT' } }));
  for (let at = 0; at < items.length; at += 25) {
    const requests = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    const input = { RequestItems: { chats: requests } };
    await database.engine.ask('DynamoDB_20120810.BatchWriteItem', input, v.any());
  }
}

async function readStream({ database }: Started) {
  const reader = createStreamReader(database.engine, 'chats', undefined);
  const records = [];
  for (let page = await reader.read(1000); page.length > 0; page = await reader.read(1000)) {
    records.push(...page);
  }
  return records;
}

async function count({ database }: Started): Promise<number> {
  const counted = v.object({ Count: v.number() });
  const input = { TableName: 'chats', Select: 'COUNT' };
  return (await database.engine.ask('DynamoDB_20120810.Scan', input, counted)).Count;
}

const numbers = Array.from({ length: MANY }, (_, number) => number);

test('[L4] a database full of handled stream records starts again with the same items', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'state-'));
  const first = await start(stateDir);
  await put(first, numbers);
  const last = (await readStream(first)).at(-1);
  if (last === undefined) throw new Error('The stream has records.');
  await writePosition(first.database.positions, first.mapping, last.position);
  await first.database.stop();

  const second = await start(stateDir);
  expect(await count(second)).toBe(MANY);
  expect(await readStream(second)).toEqual([]);
  await put(second, [MANY]);
  expect(await readStream(second)).toHaveLength(1);
  await second.database.stop();

  const third = await start(stateDir);
  expect(await count(third)).toBe(MANY + 1);
  const { stateFolder } = chooseEngine();
  expect(readdirSync(join(stateDir, stateFolder)).toSorted()).toEqual(['2', 'current']);
});

test('[L4] records that were not handled keep the database as it is', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'state-'));
  const first = await start(stateDir);
  await put(first, numbers);
  await first.database.stop();
  const second = await start(stateDir);
  expect(await readStream(second)).toHaveLength(MANY);
});
