import type { KeyValueStore } from '../../../web-client/types.ts';

/** A browser's storage, as all its tabs share it. */
export function aStore(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  };
}
