import { useNavigate, useParams } from '@solidjs/router';
import { onCleanup } from 'solid-js';
import type { ListItem } from '../../protocol/index.ts';
import { useInbox } from '../workspace/inbox-context.tsx';
import { chatPath, inboxPath } from '../workspace/paths.ts';
import { useIsArchived } from '../workspace/use-is-archived.ts';
import { useSearch } from '../workspace/use-search.ts';
import { chatOf } from './create-row-focus.ts';
import { useListControl } from './list-control.tsx';
import { neighbourOf, successorOf } from './neighbour.ts';

/** Going from chat to chat along the list. */
export function useChatSteps() {
  const inbox = useInbox();
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const isArchived = useIsArchived();
  const search = useSearch();
  const { focusRow, say } = useListControl();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  // From chat to chat is no step in the history: back leads to the list.
  function open(chat: ListItem): void {
    const isBeside = params.id !== undefined;
    navigate(chatPath(chat.id, isArchived(), search()), { replace: isBeside, scroll: false });
  }

  return {
    /** Selects the next row, or the one before, and opens it where it shows beside the list. */
    step(by: 1 | -1, { isHeld }: { isHeld: boolean }): void {
      const from = chatOf(document.activeElement) ?? params.id;
      const chat = neighbourOf(inbox.state.chats, from, by);
      if (chat === undefined) return;
      clearTimeout(timer);
      focusRow(chat.id);
      const hasRoom = matchMedia(SIDE_BY_SIDE).matches;
      if (!hasRoom && params.id === undefined) return;
      if (isHeld) timer = setTimeout(() => open(chat), HELD_MS);
      else open(chat);
    },
    /** To be called before a chat leaves the list; the result opens the one that follows it. */
    leave(chat: ListItem): () => void {
      const next = successorOf(inbox.state.chats, chat.id);
      return () => {
        say(chat.archived ? 'Chat restored.' : 'Chat archived.');
        if (params.id !== chat.id) return;
        if (next === undefined) navigate(inboxPath(isArchived(), search()), { scroll: false });
        else {
          focusRow(next.id);
          open(next);
        }
      };
    },
  };
}

/** As in the workspace's style sheet. */
const SIDE_BY_SIDE = '(width >= 56.25em)';
/** While a key is held down the rows run by, and the one where it stops is opened. */
const HELD_MS = 150;
