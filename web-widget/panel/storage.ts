import type { KeyValueStore } from '../../web-client/types.ts';
import { storagePrefix } from '../traces.ts';

export type WidgetStorage = KeyValueStore & {
  /** Removes every key of this chat, whoever used it. */
  clear(): void;
};

/** Holds whose chat this browser continues; without it nothing is loaded before the user asks. */
export const SESSION_KEY = 'session';

/**
 * The page's local storage under keys of this chat alone, so that two chats on one page cannot read
 * each other. Where the browser blocks or has filled up the storage, values live as long as the page.
 */
export function openStorage(origin: string, area = () => localStorage): WidgetStorage {
  const prefix = storagePrefix(origin);
  const memory = new Map<string, string>();
  return {
    get: (key) => memory.get(key) ?? attempt(() => area().getItem(prefix + key)) ?? null,
    set(key, value) {
      memory.delete(key);
      attempt(() => {
        area().setItem(prefix + key, value);
        return true;
      }) ?? memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      attempt(() => area().removeItem(prefix + key));
    },
    clear() {
      memory.clear();
      attempt(() => {
        for (const key of Object.keys(area())) if (key.startsWith(prefix)) area().removeItem(key);
      });
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
