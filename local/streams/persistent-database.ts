import { type Database, startDatabase } from '../dynamodb/database.ts';
import { openDatabaseFolders } from '../dynamodb/database-folder.ts';
import type { Engine } from '../dynamodb/engines/types.ts';
import { fillDatabase } from '../dynamodb/fill-database.ts';
import { readItems } from '../dynamodb/read-items.ts';
import type { Table } from '../dynamodb/tables.ts';
import type { LocalPermissions } from '../permissions/permissions.ts';
import type { State } from '../state.ts';
import type { Template } from '../types.ts';
import { mappingsOf } from './mapping.ts';
import { measureStream } from './measure-stream.ts';

/** The database, with the place where the positions in its streams are kept. */
export type PersistentDatabase = Database & { readonly positions: State };

type Options = {
  template: Template;
  engine: Engine;
  permissions: LocalPermissions;
  state: State;
};

/**
 * Starts the database of the last run. If it has more stream records than its engine can take, all of
 * them handled, its items are copied into a new one first.
 */
export async function startPersistentDatabase(options: Options): Promise<PersistentDatabase> {
  const { template, engine, state } = options;
  const folders = openDatabaseFolders(state, engine);
  const positions = folders.current();
  const database = await startDatabase({ template, engine, state: positions });
  try {
    const isKept = positions.folder !== undefined && database.isOwn;
    const isOutgrown = isKept && (await hasOutgrown(database, positions, options));
    if (!isOutgrown) return { ...database, positions };
    const itemsOf = ({ name }: Table) => readItems(database.engine, name);
    await fillDatabase({ template, engine, state: folders.next(), itemsOf });
  } catch (error) {
    await database.stop();
    throw error;
  }
  await database.stop();
  await folders.switchToNext();
  const fresh = folders.current();
  return { ...(await startDatabase({ template, engine, state: fresh })), positions: fresh };
}

async function hasOutgrown(
  database: Database,
  positions: State,
  { template, permissions, engine }: Options,
): Promise<boolean> {
  const mappings = mappingsOf(template, database.tables, permissions);
  const measured = await Promise.all(
    mappings.map((mapping) => measureStream(database.engine, mapping, positions)),
  );
  return (
    measured.some(({ records }) => records > engine.maxStreamRecords) &&
    measured.every(({ isHandled }) => isHandled)
  );
}
