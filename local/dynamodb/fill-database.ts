import { mkdir, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { createTable, enableStream } from './create-table.ts';
import { type DatabaseOptions, startDatabase } from './database.ts';
import type { EngineClient } from './engines/engine-client.ts';
import { importTables } from './import-tables.ts';
import { type Table, tablesOf } from './tables.ts';
import { type Items, writeItems } from './write-items.ts';

export type Filling = Pick<DatabaseOptions, 'template' | 'engine' | 'state'> & {
  itemsOf(table: Table): Items;
};

/**
 * Makes a database with the template's tables and these items in them, without stream records. The
 * folder of `state` must be empty, and is empty again if this fails. The engine at
 * `DYNAMODB_ENDPOINT` has one place only, and takes the items in addition to its own.
 */
export async function fillDatabase(filling: Filling): Promise<void> {
  try {
    await fill(filling);
  } catch (error) {
    const { folder } = filling.state;
    if (folder !== undefined) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
    }
    throw error;
  }
}

async function fill({ itemsOf, ...database }: Filling): Promise<void> {
  const { template, engine: program, state } = database;
  const contents = tablesOf(template).map((table) => ({ table, items: itemsOf(table) }));
  const imported = await importTables(program, state, contents);
  const { engine, stop } = await startDatabase({ ...database, createsTables: false });
  try {
    for (const { table, items } of contents) {
      await createTable(engine, table, { stream: false });
      if (imported === undefined) await writeItems(engine, table.name, items);
      else await expectItems(engine, table.name, imported.get(table.name) ?? 0);
      await enableStream(engine, table);
    }
  } finally {
    await stop();
  }
}

const described = v.object({ Table: v.object({ ItemCount: v.number() }) });

/** The engine counts its items when it is asked; DynamoDB's own count is hours old. */
async function expectItems(engine: EngineClient, TableName: string, count: number): Promise<void> {
  const { Table } = await engine.ask('DynamoDB_20120810.DescribeTable', { TableName }, described);
  if (Table.ItemCount === count) return;
  throw new Error(`The engine took ${Table.ItemCount} of ${count} items into ${TableName}.`);
}
