import type { Database } from '../dynamodb/database.ts';
import type { LocalPermissions } from '../permissions/permissions.ts';
import type { State } from '../state.ts';
import type { Functions, Part, Queues, Template } from '../types.ts';
import { startEventSource } from './event-source.ts';
import { mappingsOf } from './mapping.ts';

/** The template's event sources on its tables' streams. */
export type Streams = Part & {
  /** To be called after every write, so that no record waits for the next look at the stream. */
  wake(): void;
  /** Resolves when all that was written before has been handled, or given up. */
  caughtUp(): Promise<void>;
};

/**
 * Starts carrying records, from where the last run ended. `state` must lie with the tables: a position
 * means something only together with the stream it belongs to.
 */
export function startStreams(options: {
  template: Template;
  database: Database;
  permissions: LocalPermissions;
  functions: Pick<Functions, 'invoke'>;
  queues: Queues;
  state: State;
  log: (line: string) => void;
}): Streams {
  const { template, database, permissions, functions, queues, state, log } = options;
  const { engine, tables, streamDelayMs } = database;
  const sources = mappingsOf(template, tables, permissions).map((mapping) =>
    startEventSource({ mapping, engine, streamDelayMs, functions, queues, state, log }),
  );
  const wake = () => {
    for (const source of sources) source.wake();
  };
  database.onExpiry(wake);
  return {
    wake,
    async caughtUp() {
      await Promise.all(sources.map((source) => source.caughtUp()));
    },
    async stop() {
      await Promise.all(sources.map((source) => source.stop()));
    },
  };
}
