import { useSession } from '../session/session-context.tsx';
import { type Drafts, makeDrafts } from './drafts.ts';

/** The drafts of the person at this tab. */
export function useDrafts(): Drafts {
  return makeDrafts(localStorage, useSession().signedIn.id, window);
}
