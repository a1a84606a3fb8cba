import type { KeyValueStore } from '../../web-client/types.ts';
import { storagePrefix, storedKeys } from '../storage-keys.ts';

/** A store that other tabs write to as well. */
export type SharedStore = KeyValueStore & {
  /**
   * Tells that another tab may have changed something, and by name what it has removed. Also when
   * the page comes back from where it heard of nothing. The result stops it.
   */
  onOthers(listener: (removed?: string) => void): () => void;
};

export type WidgetStorage = SharedStore & {
  /** Removes every key of this chat, whoever used it; last the one that other tabs wait for. */
  clear(): void;
};

/** Holds whose chat this browser continues; without it nothing is loaded before the user asks. */
export const SESSION_KEY = 'session';

/**
 * The page's local storage under keys of this chat alone, so that two chats on one page cannot read
 * each other. Where the browser blocks or has filled up the storage, values live as long as the page.
 */
export function openStorage(origin: string): WidgetStorage {
  const prefix = storagePrefix(origin);
  const memory = new Map<string, string>();
  return {
    get: (key) => memory.get(key) ?? attempt(() => localStorage.getItem(prefix + key)) ?? null,
    set(key, value) {
      memory.delete(key);
      attempt(() => {
        localStorage.setItem(prefix + key, value);
        return true;
      }) ?? memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      attempt(() => localStorage.removeItem(prefix + key));
    },
    clear() {
      memory.clear();
      attempt(() => {
        for (const key of storedKeys(origin)) localStorage.removeItem(key);
      });
    },
    onOthers(listener) {
      const onReturn = () => listener();
      const onStorage = ({ key, newValue }: StorageEvent) => {
        if (!key) listener();
        else if (key.startsWith(prefix)) listener(newValue ? '' : key.slice(prefix.length));
      };
      addEventListener('pageshow', onReturn);
      addEventListener('storage', onStorage);
      return () => {
        removeEventListener('pageshow', onReturn);
        removeEventListener('storage', onStorage);
      };
    },
  };
}

/** The storage in the hands of one person: it is empty and takes nothing once `end` was called. */
export function lendStorage(storage: SharedStore): SharedStore & { end(): void } {
  let isOver = false;
  return {
    get: (key) => (isOver ? null : storage.get(key)),
    set: (key, value) => isOver || storage.set(key, value),
    remove: (key) => isOver || storage.remove(key),
    onOthers: storage.onOthers,
    end() {
      isOver = true;
    },
  };
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
