import type { SharedStore } from './storage.ts';

/** One person's part of the storage: nobody else who uses this browser meets what is in it. */
export function scopedStorage(storage: SharedStore, scope: string): SharedStore {
  const key = (name: string) => `${scope}:${name}`;
  return {
    get: (name) => storage.get(key(name)),
    set: (name, value) => storage.set(key(name), value),
    remove: (name) => storage.remove(key(name)),
    onOthers: storage.onOthers,
  };
}
