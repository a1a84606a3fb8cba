import { createContext, createSignal, onCleanup, type ParentProps, useContext } from 'solid-js';
import type { ObservableStorage } from '../../../web-client/observable-storage.ts';
import { useSession } from '../session/session-context.tsx';
import { type Drafts, makeDrafts } from './drafts.ts';
import { type UnsentMark, unsentMark } from './unsent-mark.ts';

/** The person's own replies that are not sent. */
export type UnsentReplies = {
  readonly drafts: Drafts;
  /** The mark of a chat in the inbox; follows changes in every tab. */
  markOf(chatId: string, nowMs: number): UnsentMark | undefined;
};

const UnsentRepliesContext = createContext<UnsentReplies>();

/** `storage` is where the client stores messages that are not sent. */
export function UnsentRepliesProvider(props: ParentProps<{ storage: ObservableStorage }>) {
  const personId = useSession().signedIn.id;
  const { storage } = props;
  const [version, setVersion] = createSignal(0);
  const changed = () => setVersion((count) => count + 1);
  const drafts = makeDrafts(localStorage, personId, window, changed);
  onCleanup(storage.onWrite(changed));
  addEventListener('storage', changed);
  onCleanup(() => removeEventListener('storage', changed));

  const replies: UnsentReplies = {
    drafts,
    markOf(chatId, nowMs) {
      version();
      return unsentMark({ storage, drafts, personId }, chatId, nowMs);
    },
  };
  return (
    <UnsentRepliesContext.Provider value={replies}>{props.children}</UnsentRepliesContext.Provider>
  );
}

export function useUnsentReplies(): UnsentReplies {
  const replies = useContext(UnsentRepliesContext);
  if (replies === undefined)
    throw new Error('useUnsentReplies needs an UnsentRepliesProvider around it');
  return replies;
}
