import { createListeners } from './listeners.ts';
import type { KeyValueStore } from './types.ts';

/** A storage that tells of each key that is written here. Browsers tell only the other tabs. */
export type ObservableStorage = KeyValueStore & {
  onWrite(listener: (key: string) => void): () => void;
};

export function makeObservable(storage: KeyValueStore): ObservableStorage {
  const writes = createListeners<string>();
  return {
    get: storage.get,
    set(key, value) {
      storage.set(key, value);
      writes.emit(key);
    },
    remove(key) {
      storage.remove(key);
      writes.emit(key);
    },
    onWrite: writes.add,
  };
}
