import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { State } from '../state.ts';
import { tableInput } from './create-table.ts';
import type { Engine, TableExport } from './engines/types.ts';
import type { Table } from './tables.ts';
import type { Items } from './write-items.ts';

export type TableContent = { readonly table: Table; readonly items: Items };

/**
 * Makes tables with items in the folder by the engine's own import. No two items of a table may have
 * the same key. The tables have neither stream nor expiry yet. Returns how many items each table was
 * given, by its name: the engine leaves out, without failing, what it cannot read. Returns undefined,
 * and does nothing, if the engine has no import or keeps the tables in memory.
 */
export async function importTables(
  engine: Engine,
  { folder }: State,
  contents: readonly TableContent[],
): Promise<ReadonlyMap<string, number> | undefined> {
  if (folder === undefined || engine.importExport === undefined) return undefined;
  const exported = await mkdtemp(join(folder, 'import-'));
  try {
    const places = { source: join(exported, 'tables'), schema: join(exported, 'schema.json') };
    const counts = await writeExport(places, contents);
    await engine.importExport(folder, places);
    return counts;
  } finally {
    await rm(exported, { recursive: true, force: true });
  }
}

async function writeExport(
  { source, schema }: TableExport,
  contents: readonly TableContent[],
): Promise<ReadonlyMap<string, number>> {
  const tables = contents.map(({ table }) => ({ Table: tableInput(table, { stream: false }) }));
  await writeFile(schema, JSON.stringify(tables));
  const counts = new Map<string, number>();
  for (const { table, items } of contents) {
    counts.set(table.name, await exportItems(join(source, table.name), items));
  }
  return counts;
}

/** In the layout of DynamoDB's own exports. Returns the number of items. */
async function exportItems(folder: string, items: Items): Promise<number> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const Item of items) {
      count += 1;
      yield `${JSON.stringify({ Item })}\n`;
    }
  }
  await pipeline(lines, createWriteStream(join(data, 'items.json')));
  return count;
}
