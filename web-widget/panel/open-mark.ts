import { storagePrefix, tracesOf } from '../traces.ts';

/** Whether the panel was open on the page before this one, in the same tab. */
export type OpenMark = { readonly wasOpen: boolean; end(): void };

/**
 * Leaves word for the tab's next page when this one goes: not before, so that nothing is stored of
 * somebody who has only looked.
 */
export function keepOpenMark(origin: string, isOpen: () => boolean): OpenMark {
  const key = `${storagePrefix(origin)}open`;

  function keep(): void {
    withSessionStorage((storage) => {
      if (isOpen() && tracesOf(origin)[0]) storage.setItem(key, '');
      else storage.removeItem(key);
    });
  }

  const wasOpen = withSessionStorage((storage) => storage.getItem(key)) === '';
  // It has been told: a chat that the page throws out and gets back is as open as it is by then.
  withSessionStorage((storage) => storage.removeItem(key));
  addEventListener('pagehide', keep);
  return { wasOpen, end: () => removeEventListener('pagehide', keep) };
}

/** Undefined where the browser blocks it. */
function withSessionStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
