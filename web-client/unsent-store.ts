import * as v from 'valibot';
import { type ErrorCode, ErrorCodeSchema } from '../protocol/index.ts';
import { readList, writeList } from './stored-list.ts';
import type { KeyValueStore } from './types.ts';

/** What somebody wrote and the server has not accepted. */
export type UnsentMessage = {
  client_id: string;
  content: string;
  created_at: string;
  /** Why it failed; while this is missing it is going to be sent. */
  code?: ErrorCode | undefined;
};

export type UnsentStore = {
  list(): UnsentMessage[];
  put(unsent: UnsentMessage): void;
  remove(client_id: string): void;
};

const UnsentSchema = v.object({
  client_id: v.string(),
  content: v.string(),
  created_at: v.string(),
  code: v.optional(ErrorCodeSchema),
});

/**
 * Keeps unsent messages over a reload. It reads before every write, so that two tabs of one person
 * do not overwrite each other's; nothing is left behind when the last one is gone.
 */
export function createUnsentStore(storage: KeyValueStore, key: string): UnsentStore {
  function list(): UnsentMessage[] {
    const parsed = v.safeParse(v.array(UnsentSchema), readList(storage, key));
    return parsed.success ? parsed.output : [];
  }

  const write = (unsent: readonly UnsentMessage[]) => writeList(storage, key, unsent);

  return {
    list,
    put: (unsent) => write(withUnsent(list(), unsent)),
    remove: (client_id) => write(list().filter((unsent) => unsent.client_id !== client_id)),
  };
}

/** In its old place if it is among them, else at the end. */
export function withUnsent(
  list: readonly UnsentMessage[],
  unsent: UnsentMessage,
): readonly UnsentMessage[] {
  const isKnown = list.some(({ client_id }) => client_id === unsent.client_id);
  if (!isKnown) return [...list, unsent];
  return list.map((other) => (other.client_id === unsent.client_id ? unsent : other));
}
