import type { KeyValueStore } from '../web-client/types.ts';
import { storedKeys } from './stored-keys.ts';

/** A storage that other tabs write to as well. */
export type SharedStorage = KeyValueStore & {
  /**
   * Calls the listener when another tab may have changed something, with the name of what it has
   * removed; also when the page comes back from where it heard of nothing. The result stops it.
   */
  onOthers(listener: (removed?: string) => void): () => void;
};

/**
 * The part of the site's local storage whose keys begin with a prefix. Where the browser blocks the
 * storage, or it is full, values live as long as the page.
 */
export function openSharedStorage(prefix: string): SharedStorage & {
  /** Removes every key of this part, in the order of `storedKeys`. */
  clear(): void;
} {
  const memory = new Map<string, string>();
  return {
    get: (key) => memory.get(key) ?? attempt(() => localStorage.getItem(prefix + key)) ?? null,
    set(key, value) {
      // What the browser holds is the truth for all its tabs; a copy here would outlive it.
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
        for (const key of storedKeys(prefix)) localStorage.removeItem(key);
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

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
