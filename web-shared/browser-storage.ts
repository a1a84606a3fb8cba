import type { KeyValueStore } from '../web-client/types.ts';

/** Storage may be blocked or full: then what was kept lives as long as the page. */
export function browserStorage(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    get: (key) => attempt(() => localStorage.getItem(key)) ?? kept.get(key) ?? null,
    set(key, value) {
      kept.set(key, value);
      // What the browser holds is the truth for all its tabs; a copy here would outlive it.
      attempt(() => {
        localStorage.setItem(key, value);
        kept.delete(key);
      });
    },
    remove(key) {
      kept.delete(key);
      attempt(() => localStorage.removeItem(key));
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
