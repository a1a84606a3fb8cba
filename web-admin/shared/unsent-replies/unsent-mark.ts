import type { KeyValueStore } from '../../../web-client/types.ts';
import { unsentKey } from '../../../web-client/unsent-key.ts';
import { createUnsentStore } from '../../../web-client/unsent-store.ts';
import type { Drafts } from './drafts.ts';

/** The state of the person's own unsent reply in a chat that is not open. */
export type UnsentMark = 'failed' | 'waiting' | 'draft';

/** A reply that is being sent is marked after this long. */
const UNDER_WAY_MS = 10_000;

/** The most urgent state of what the person wrote in a chat and did not send. */
export function unsentMark(
  { storage, drafts, personId }: { storage: KeyValueStore; drafts: Drafts; personId: string },
  chatId: string,
  nowMs: number,
): UnsentMark | undefined {
  const unsent = createUnsentStore(storage, unsentKey(`${personId}:${chatId}`)).list();
  if (unsent.some(({ code }) => code !== undefined)) return 'failed';
  const isHeldUp = (at: string) => nowMs - Date.parse(at) > UNDER_WAY_MS;
  if (unsent.some(({ created_at }) => isHeldUp(created_at))) return 'waiting';
  return drafts.read(chatId) === '' ? undefined : 'draft';
}
