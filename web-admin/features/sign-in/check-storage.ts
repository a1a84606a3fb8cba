/** The browser keeps nothing for this site, so nobody could stay signed in. */
export class StorageBlockedError extends Error {
  override readonly name = 'StorageBlockedError';
}

/** Throws `StorageBlockedError` where the browser's settings keep this site from storing anything. */
export function checkStorage(): void {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      storage.setItem(PROBE, '');
      storage.removeItem(PROBE);
    }
  } catch (cause) {
    // A full one can still be read, and what is stored next may fit.
    const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
    if (!isFull) throw new StorageBlockedError('the storage is blocked', { cause });
  }
}

const PROBE = 'support-chat.probe';
