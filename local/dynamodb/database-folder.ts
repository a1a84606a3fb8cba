import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from '../state.ts';
import type { Engine } from './engines/types.ts';

/**
 * Where a kept database lies: in a folder with a number, together with the stream positions that mean
 * something only to it. A file names the number in use, so that a new database replaces the old one,
 * positions and all, in one step.
 */
export type DatabaseFolders = {
  current(): State;
  /** A place for a new database, empty. */
  next(): State;
  /** Makes the next one the current one. There is no way back. */
  switchToNext(): Promise<void>;
};

export function openDatabaseFolders(
  everything: State,
  { stateFolder }: Pick<Engine, 'stateFolder'>,
): DatabaseFolders {
  const state = everything.within(stateFolder);
  const number = () => Number(state.read(FILE) ?? 1);
  const remove = (which: number) => {
    if (state.folder === undefined) return;
    rmSync(join(state.folder, String(which)), { recursive: true, force: true });
  };
  // Either is left behind by a run that died while it changed over.
  remove(number() - 1);
  remove(number() + 1);
  return {
    current: () => state.within(String(number())),
    next: () => state.within(String(number() + 1)),
    async switchToNext() {
      await state.write(FILE, String(number() + 1));
      remove(number() - 1);
    },
  };
}

const FILE = 'current';
