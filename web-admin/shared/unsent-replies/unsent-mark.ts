import type { KeyValueStore } from '../../../web-client/types.ts';
import { unsentKey } from '../../../web-client/unsent-key.ts';
import { createUnsentStore } from '../../../web-client/unsent-store.ts';
import type { Drafts } from './drafts.ts';

/** What is left to do with one's own reply in a chat that is not open. */
export type UnsentMark = 'failed' | 'waiting' | 'draft';

/** A reply on its way is no news before it has taken this long. */
const UNDER_WAY_MS = 10_000;

/** What somebody has written in a chat and not sent; the most urgent of several. */
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
