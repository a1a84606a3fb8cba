import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Part, Template } from '../parts.ts';
import type { State } from '../state.ts';
import { createTable } from './create-table.ts';
import { startDynoxide } from './dynoxide.ts';
import { createEngineClient, type EngineClient } from './engine-client.ts';
import { expiryOf, type Table, tablesOf } from './tables.ts';

/** The engine with the template's tables in it. */
export type Database = Part & {
  readonly engine: EngineClient;
  readonly tables: readonly Table[];
  /** Whether the engine was started here, on a file or a memory of its own. */
  readonly isOwn: boolean;
  /** Is told of every change the engine made by itself: items that expired. */
  onExpiry(listener: () => void): void;
};

/**
 * Starts the engine, or takes the one at `DYNAMODB_ENDPOINT`, and creates the tables it lacks.
 * `state` is where the tables are kept; they last only when it is a folder. Without `createsTables`
 * the caller makes and fills them, and nothing expires meanwhile.
 */
export async function startDatabase(
  template: Template,
  state: State,
  { createsTables = true, sweepPauseMs = SWEEP_PAUSE_MS } = {},
): Promise<Database> {
  const tables = tablesOf(template);
  const expires = tables.some((table) => expiryOf(table) !== undefined);
  const program = await startEngine(state, expires);
  const engine = createEngineClient(program.endpoint, callerOf(state));
  const stop = async () => {
    engine.close();
    await program.stop();
  };
  try {
    for (const table of createsTables ? tables : []) await createTable(engine, table);
  } catch (error) {
    await stop();
    throw error;
  }
  const sweeping = startSweeping(createsTables ? program.sweepExpired : undefined, sweepPauseMs);
  return {
    engine,
    tables,
    isOwn: program.isOwn,
    onExpiry: sweeping.onSweep,
    async stop() {
      sweeping.stop();
      await stop();
    },
  };
}

/**
 * The file that the engine keeps the tables in; undefined for those in memory, and for those of the
 * engine at `DYNAMODB_ENDPOINT`.
 */
export function databaseFile({ folder }: State): string | undefined {
  const isOurs = folder !== undefined && otherEngine() === undefined;
  return isOurs ? join(folder, 'tables.db') : undefined;
}

type Program = {
  isOwn: boolean;
  endpoint: string;
  sweepExpired?: () => Promise<void>;
  stop(): Promise<void>;
};

async function startEngine(state: State, expires: boolean): Promise<Program> {
  const endpoint = otherEngine();
  if (endpoint !== undefined) return { isOwn: false, endpoint, stop: async () => {} };
  const program = await startDynoxide({ file: databaseFile(state), expires });
  const { sweepExpired, stop } = program;
  return { isOwn: true, endpoint: program.endpoint, stop, ...(expires && { sweepExpired }) };
}

function otherEngine(): string | undefined {
  return process.env.DYNAMODB_ENDPOINT || undefined;
}

/** DynamoDB Local keeps the tables of each caller apart, so runs in memory share nothing there. */
function callerOf(state: State): string {
  return state.folder === undefined ? `run${randomBytes(8).toString('hex')}` : 'local';
}

const SWEEP_PAUSE_MS = 10_000;
/** A sweep reads all there is, and nobody is served meanwhile: a large table is swept more seldom. */
const SWEEP_SHARE = 100;

function startSweeping(sweepExpired: (() => Promise<void>) | undefined, pauseMs: number) {
  const listeners: (() => void)[] = [];
  const sweep = async () => {
    const startedAt = Date.now();
    // A sweep that fails is made up for by the next one.
    await sweepExpired?.().catch(() => {});
    for (const listener of listeners) listener();
    next(Math.max(pauseMs, SWEEP_SHARE * (Date.now() - startedAt)));
  };
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = sweepExpired === undefined;
  const next = (afterMs: number) => {
    if (hasEnded) return;
    timer = setTimeout(() => void sweep(), afterMs);
    timer.unref();
  };
  next(pauseMs);
  return {
    onSweep: (listener: () => void) => void listeners.push(listener),
    stop() {
      hasEnded = true;
      clearTimeout(timer);
    },
  };
}
