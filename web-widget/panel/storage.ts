import { openSharedStorage, type SharedStorage } from '../../web-shared/shared-storage.ts';
import { storedKeys } from '../../web-shared/stored-keys.ts';
import { OPEN_MARK, storagePrefix } from '../storage-keys.ts';

export type WidgetStorage = ReturnType<typeof openSharedStorage>;

/** Holds whose chat this browser continues; without it nothing is loaded before the user asks. */
export const SESSION_KEY = 'session';

/**
 * The page's local storage under keys of this chat alone, so that two chats on one page cannot read
 * each other. What `clear` removes last is the session: when that goes, other tabs take it that
 * everything has gone.
 */
export const openStorage = (origin: string): WidgetStorage =>
  openSharedStorage(storagePrefix(origin));

/** One person's part of the storage, kept apart from that of others who use this browser. */
export function scopedStorage(storage: SharedStorage, scope: string): SharedStorage {
  const key = (name: string) => `${scope}:${name}`;
  return {
    get: (name) => storage.get(key(name)),
    set: (name, value) => storage.set(key(name), value),
    remove: (name) => storage.remove(key(name)),
    onOthers: storage.onOthers,
  };
}

/** A storage that is empty and ignores writes after `end`: for the person who uses it until a logout. */
export function lendStorage(storage: SharedStorage): SharedStorage & { end(): void } {
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

/**
 * Marks the tab when its page is left with the panel open, so that the next page opens it again. Stores
 * nothing before, nor for a user without a chat. Ends with a call of the result.
 */
export function keepOpenMark(origin: string, isOpen: () => boolean): () => void {
  const prefix = storagePrefix(origin);
  const key = prefix + OPEN_MARK;

  function keep(): void {
    changeSession((storage) => {
      if (isOpen() && storedKeys(prefix)[0]) storage.setItem(key, '');
      else storage.removeItem(key);
    });
  }

  // The loader has read it. A chat that the page removes and puts back keeps its own state.
  changeSession((storage) => storage.removeItem(key));
  addEventListener('pagehide', keep);
  return () => removeEventListener('pagehide', keep);
}

function changeSession(how: (storage: Storage) => void): void {
  try {
    how(sessionStorage);
  } catch {
    // Where the browser blocks it, each page begins closed.
  }
}
