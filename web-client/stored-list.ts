import type { KeyValueStore } from './types.ts';

/** The list under a key; empty where there is none, or something else. */
export function readList(storage: KeyValueStore, key: string): unknown[] {
  return Object.values(Object(parseJson(storage.get(key))));
}

/** Leaves no key behind for an empty list. */
export function writeList(storage: KeyValueStore, key: string, list: readonly unknown[]): void {
  // No array: some old libraries make JSON write those as texts.
  if (list.length > 0) storage.set(key, JSON.stringify({ ...list }));
  else storage.remove(key);
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
