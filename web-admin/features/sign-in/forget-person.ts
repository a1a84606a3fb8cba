import { unsentKey } from '../../../web-client/unsent-key.ts';
import { forgetDrafts } from '../../shared/unsent-replies/drafts.ts';

/** Forgets what somebody has written and not sent: nobody else at this machine is to find it. */
export function forgetPerson(storage: Storage, personId: string): void {
  forgetDrafts(storage, personId);
  forgetUnsent(storage, personId);
}

/** What the client could not send yet. It keeps that by person and chat. */
function forgetUnsent(storage: Storage, personId: string): void {
  const prefix = unsentKey(`${personId}:`);
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) {
    if (key?.startsWith(prefix) && CHAT_ID.test(key.slice(prefix.length))) storage.removeItem(key);
  }
}

/** Nothing else follows, so that one person's id may begin like another's. */
const CHAT_ID = /^[0-9a-f-]{36}$/;
