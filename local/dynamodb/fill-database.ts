import * as v from 'valibot';
import type { Template } from '../parts.ts';
import type { State } from '../state.ts';
import { createTable, enableStream } from './create-table.ts';
import { databaseFile, startDatabase } from './database.ts';
import type { EngineClient } from './engine-client.ts';
import { importTables } from './import-tables.ts';
import { type Table, tablesOf } from './tables.ts';
import { type Items, writeItems } from './write-items.ts';

/**
 * Makes a database with the template's tables and these items in them, of which no stream record is
 * made. `place` must be empty. The engine at `DYNAMODB_ENDPOINT` has one place only, and takes the
 * items in addition to its own.
 */
export async function fillDatabase(
  template: Template,
  place: State,
  itemsOf: (table: Table) => Items,
): Promise<void> {
  const file = databaseFile(place);
  const contents = tablesOf(template).map((table) => ({ table, items: itemsOf(table) }));
  const imported = file === undefined ? undefined : await importTables(file, contents);
  const { engine, stop } = await startDatabase(template, place, { createsTables: false });
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
