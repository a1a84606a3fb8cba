import type { KeyValueStore } from '../../web-client/types.ts';

/** One person's part of the storage: nobody else who uses this browser meets what is in it. */
export function scopedStorage(storage: KeyValueStore, scope: string): KeyValueStore {
  const key = (name: string) => `${scope}:${name}`;
  return {
    get: (name) => storage.get(key(name)),
    set: (name, value) => storage.set(key(name), value),
    remove: (name) => storage.remove(key(name)),
  };
}
