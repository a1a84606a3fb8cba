import type { Template } from '../parts.ts';
import type { LocalPermissions } from '../permissions/permissions.ts';
import type { State } from '../state.ts';
import { mappingsOf } from '../streams/mapping.ts';
import { measureStream } from '../streams/measure-stream.ts';
import { type Database, startDatabase } from './database.ts';
import { openDatabaseFolders } from './database-folder.ts';
import { fillDatabase } from './fill-database.ts';
import { readItems } from './read-items.ts';
import type { Table } from './tables.ts';

/** The database, with the place where the positions in its streams are kept. */
export type KeptDatabase = Database & { readonly positions: State };

type Options = {
  template: Template;
  permissions: LocalPermissions;
  state: State;
  /** How many stream records a database may carry along. */
  mostOldRecords?: number;
};

/** The engine's writes slow down with the number of stream records it has ever kept. */
const MOST_OLD_RECORDS = 2_000;

/**
 * Starts the database of the last run. One that has grown slow by old stream records, all of them
 * handled, is copied into a new one first.
 */
export async function startKeptDatabase(options: Options): Promise<KeptDatabase> {
  const { template, state } = options;
  const folders = openDatabaseFolders(state.within('dynamodb'));
  const positions = folders.current();
  const database = await startDatabase(template, positions);
  try {
    const isKept = positions.folder !== undefined && database.isOwn;
    const isOutgrown = isKept && (await hasOutgrown(database, positions, options));
    if (!isOutgrown) return { ...database, positions };
    const itemsOf = ({ name }: Table) => readItems(database.engine, name);
    await fillDatabase(template, folders.next(), itemsOf);
  } catch (error) {
    await database.stop();
    throw error;
  }
  await database.stop();
  await folders.switchToNext();
  const fresh = folders.current();
  return { ...(await startDatabase(template, fresh)), positions: fresh };
}

async function hasOutgrown(
  database: Database,
  positions: State,
  { template, permissions, mostOldRecords = MOST_OLD_RECORDS }: Options,
): Promise<boolean> {
  const mappings = mappingsOf(template, database.tables, permissions);
  const measured = await Promise.all(
    mappings.map((mapping) => measureStream(database.engine, mapping, positions)),
  );
  return (
    measured.some(({ records }) => records > mostOldRecords) &&
    measured.every(({ isHandled }) => isHandled)
  );
}
