import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { tableInput } from './create-table.ts';
import { findDynoxide } from './find-dynoxide.ts';
import type { Table } from './tables.ts';
import type { Items } from './write-items.ts';

export type TableContent = { readonly table: Table; readonly items: Items };

/**
 * Makes a file for the engine with these tables and items in it, by the engine's own import: many
 * times faster than its API, which writes each item in a transaction of its own. No two items of a
 * table may have the same key. The tables have neither stream nor expiry yet. The file is there once
 * it is whole; until then everything lies in a folder of its own beside it.
 *
 * Yields how many items each table was given, by its name: the engine leaves out, without failing,
 * what it cannot read.
 */
export async function importTables(
  file: string,
  contents: readonly TableContent[],
): Promise<ReadonlyMap<string, number>> {
  const folder = await mkdtemp(join(dirname(file), 'import-'));
  const output = join(folder, 'tables.db');
  try {
    const given = await importInto(output, folder, contents);
    await rename(output, file);
    return given;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importInto(
  output: string,
  folder: string,
  contents: readonly TableContent[],
): Promise<ReadonlyMap<string, number>> {
  const [source, schema] = [join(folder, 'export'), join(folder, 'schema.json')];
  const tables = contents.map(({ table }) => ({ Table: tableInput(table, { stream: false }) }));
  await writeFile(schema, JSON.stringify(tables));
  const given = new Map<string, number>();
  for (const { table, items } of contents) {
    given.set(table.name, await exportItems(join(source, table.name), items));
  }
  const where = ['--source', source, '--schema', schema, '--output', output];
  await promisify(execFile)(findDynoxide(), ['import', ...where]);
  return given;
}

/** In the layout of DynamoDB's own exports. Yields the number of items. */
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
