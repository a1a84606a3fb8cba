import { randomBytes } from 'node:crypto';
import type { State } from '../state.ts';
import type { Part, Template } from '../types.ts';
import { createTable } from './create-table.ts';
import { deleteExpired } from './delete-expired.ts';
import { createEngineClient, type EngineClient } from './engines/engine-client.ts';
import type { Engine } from './engines/types.ts';
import { expiryOf, type Table, tablesOf } from './tables.ts';

/** The engine with the template's tables in it. */
export type Database = Part & {
  readonly engine: EngineClient;
  readonly tables: readonly Table[];
  /** Whether the engine was started here, on a file or a memory of its own. */
  readonly isOwn: boolean;
  /** How long after a write its stream record may still be missing. */
  readonly streamDelayMs: number;
  /** Is told of every change the engine made by itself: items that expired. */
  onExpiry(listener: () => void): void;
};

export type DatabaseOptions = {
  readonly template: Template;
  readonly engine: Engine;
  /** Where the tables are kept; they last only when it is a folder. */
  readonly state: State;
  /** If false, the caller makes and fills the tables, and nothing expires meanwhile. */
  readonly createsTables?: boolean;
  readonly sweepPauseMs?: number;
};

/** Starts the engine and creates the tables that it lacks. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const { template, state, createsTables = true, sweepPauseMs = SWEEP_PAUSE_MS } = options;
  const tables = tablesOf(template);
  const expires = tables.some((table) => expiryOf(table) !== undefined);
  const program = await options.engine.start({ folder: state.folder, expires });
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
  const sweepTables = async () => {
    for (const table of tables) await deleteExpired(engine, table);
  };
  const sweeping = startSweeping({
    sweepExpired: createsTables && expires ? (program.sweepExpired ?? sweepTables) : undefined,
    pauseMs: sweepPauseMs,
    share: program.sweepExpired === undefined ? SCAN_SHARE : BLOCKING_SWEEP_SHARE,
  });
  return {
    engine,
    tables,
    isOwn: program.isOwn,
    streamDelayMs: options.engine.streamDelayMs,
    onExpiry: sweeping.onSweep,
    async stop() {
      sweeping.stop();
      await stop();
    },
  };
}

/** DynamoDB Local keeps the tables of each caller apart, so runs in memory share nothing there. */
function callerOf(state: State): string {
  return state.folder === undefined ? `run${randomBytes(8).toString('hex')}` : 'local';
}

const SWEEP_PAUSE_MS = 10_000;
/** A sweep reads all there is, and nobody is served meanwhile: a large table is swept more seldom. */
const BLOCKING_SWEEP_SHARE = 100;
/** A scan through the API lets other requests pass. */
const SCAN_SHARE = 10;

function startSweeping(options: {
  sweepExpired: (() => Promise<void>) | undefined;
  pauseMs: number;
  /** A sweep takes at most one part of this many of the time. */
  share: number;
}) {
  const { sweepExpired, pauseMs, share } = options;
  const listeners: (() => void)[] = [];
  const sweep = async () => {
    const startedAt = Date.now();
    // A sweep that fails is made up for by the next one.
    await sweepExpired?.().catch(() => {});
    for (const listener of listeners) listener();
    next(Math.max(pauseMs, share * (Date.now() - startedAt)));
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
