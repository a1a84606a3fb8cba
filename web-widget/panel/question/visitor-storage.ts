import { readList, writeList } from '../../../web-client/stored-list.ts';
import { unsentKey } from '../../../web-client/unsent-key.ts';
import { storedKeys } from '../../../web-shared/stored-keys.ts';
import { storagePrefix } from '../../storage-keys.ts';
import { VISITOR_SCOPE, VISITOR_TOKEN_KEY } from '../identity.ts';
import { SESSION_KEY, scopedStorage, type WidgetStorage } from '../storage.ts';

/**
 * Gives up this browser's visitor for the user who is there now. What other tabs take for a logout stays:
 * nobody is signed out by it.
 */
export function dropVisitor(storage: WidgetStorage, user: string): void {
  if (storage.get(SESSION_KEY) === VISITOR_SCOPE) storage.set(SESSION_KEY, user);
  storage.remove(VISITOR_TOKEN_KEY);
}

/** Removes the visitor's texts and settings: the next visitor here may be another person. */
export function forgetVisitor(storage: WidgetStorage, origin: string): void {
  const prefix = storagePrefix(origin);
  for (const key of storedKeys(prefix)) {
    const name = key.slice(prefix.length);
    if (name.startsWith(`${VISITOR_SCOPE}:`)) storage.remove(name);
  }
}

const unsentOf = (storage: WidgetStorage, scope: string): unknown[] =>
  readList(scopedStorage(storage, scope), unsentKey(scope));

/** Whether the visitor has written what never left this browser. */
export const hasUnsent = (storage: WidgetStorage): boolean =>
  unsentOf(storage, VISITOR_SCOPE).length > 0;

/** Lets the user's chat send it, each under its own id: so nothing is stored twice that was joined. */
export function moveUnsent(storage: WidgetStorage, user: string): void {
  const both = [...unsentOf(storage, user), ...unsentOf(storage, VISITOR_SCOPE)];
  writeList(scopedStorage(storage, user), unsentKey(user), both);
}
