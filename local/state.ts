import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a part keeps between two starts: small texts by name, in a folder or only in memory. */
export type State = {
  /** The folder on disk, or undefined when nothing outlives this run. */
  readonly folder: string | undefined;
  read(name: string): string | undefined;
  /** Replaces the text as a whole: a reader, or a start after a crash, sees the old or the new one. */
  write(name: string, text: string): Promise<void>;
  append(name: string, text: string): void;
  /** A place of its own for one part. */
  within(name: string): State;
};

export function openState(folder: string | undefined): State {
  return folder === undefined ? memoryState() : folderState(folder);
}

function folderState(folder: string): State {
  mkdirSync(folder, { recursive: true });
  return {
    folder,
    read: (name) => readIfPresent(join(folder, name)),
    async write(name, text) {
      const file = join(folder, name);
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    },
    append: (name, text) => appendFileSync(join(folder, name), text),
    within: (name) => folderState(join(folder, name)),
  };
}

function memoryState(): State {
  const texts = new Map<string, string>();
  return {
    folder: undefined,
    read: (name) => texts.get(name),
    async write(name, text) {
      texts.set(name, text);
    },
    append: (name, text) => void texts.set(name, (texts.get(name) ?? '') + text),
    within: () => memoryState(),
  };
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
