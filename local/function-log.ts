import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { State } from './state.ts';
import type { Part } from './types.ts';

/** Where the lines go that functions print. */
export type FunctionLog = Part & { write(line: string): void };

/** Into the state's folder, when there is one and nobody listens. */
export function openFunctionLog(state: State, listener?: (line: string) => void): FunctionLog {
  if (listener !== undefined) return { write: listener, stop: async () => {} };
  if (state.folder === undefined) return { write: () => {}, stop: async () => {} };
  const file = createWriteStream(join(state.folder, 'functions.log'), { flags: 'a' });
  return {
    write: (line) => void file.write(`${line}\n`),
    stop: () => new Promise((resolve) => file.end(resolve)),
  };
}
