import { storedKeys } from '../../web-shared/stored-keys.ts';
import { openMarkKey, storagePrefix } from '../storage-keys.ts';

/**
 * Leaves word for the tab's next page when this one goes: not before, so that nothing is stored of
 * somebody who has only looked. Until the returned function is called.
 */
export function keepOpenMark(origin: string, isOpen: () => boolean): () => void {
  const prefix = storagePrefix(origin);
  const key = openMarkKey(prefix);

  function keep(): void {
    change((storage) => {
      if (isOpen() && storedKeys(prefix)[0]) storage.setItem(key, '');
      else storage.removeItem(key);
    });
  }

  // It has been told: a chat that the page throws out and gets back is as open as it is by then.
  change((storage) => storage.removeItem(key));
  addEventListener('pagehide', keep);
  return () => removeEventListener('pagehide', keep);
}

function change(how: (storage: Storage) => void): void {
  try {
    how(sessionStorage);
  } catch {
    // Where the browser blocks it, each page begins closed.
  }
}
