import { readList, writeList } from '../../web-client/stored-list.ts';
import { unsentKey } from '../../web-client/unsent-key.ts';
import type { UnsentMessage } from '../../web-client/unsent-store.ts';
import type { SharedStorage } from '../../web-shared/shared-storage.ts';
import { scopedStorage } from './storage.ts';

/** A message as it waits for a chat. */
export const newUnsent = (content: string): UnsentMessage => ({
  client_id: `${Date.now()}-${Math.random()}`,
  content,
  created_at: new Date().toISOString(),
});

/** Puts messages where the chat of that person will find them, and sends them. */
export function keepUnsent(
  storage: SharedStorage,
  scope: string,
  messages: readonly UnsentMessage[],
): void {
  const own = scopedStorage(storage, scope);
  const key = unsentKey(scope);
  writeList(own, key, [...readList(own, key), ...messages]);
}
