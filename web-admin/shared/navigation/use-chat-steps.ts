import { useNavigate, useParams } from '@solidjs/router';
import { onCleanup } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { SIDE_BY_SIDE } from '../browser/create-is-wide.ts';
import { chatOf, inboxTabId } from '../keyboard/landmarks.ts';
import { useReplyFocus } from '../keyboard/reply-focus.tsx';
import { useRowFocusRequest } from '../keyboard/row-focus-request.tsx';
import { useInbox } from '../live/inbox-context.tsx';
import { useInboxAddress } from './inbox-address.ts';
import { neighbourOf, successorOf } from './neighbour.ts';

/** What gets the focus in the next chat: its row, its reply box, or nothing. */
export type GoOnAt = 'row' | 'box' | 'page';

/** Moves from chat to chat along the list. */
export function useChatSteps() {
  const inbox = useInbox();
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const address = useInboxAddress();
  const { focusRow } = useRowFocusRequest();
  const replyFocus = useReplyFocus();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  // Replaces the entry in the history: the Back button leads to the list.
  function open(chatId: string): void {
    const isBeside = params.id !== undefined;
    navigate(address.toChat(chatId), { replace: isBeside, scroll: false });
  }

  function goTo(chatId: string, at: GoOnAt): void {
    if (at === 'row') focusRow(chatId);
    open(chatId);
    if (at === 'box') replyFocus.want(chatId);
  }

  /** Shows the chats that are held back above the first row. */
  function rowAbove(): ListItem | undefined {
    const list = inbox.list();
    const [first] = list.rows();
    list.sortAgain();
    const [newest] = list.rows();
    return newest?.id === first?.id ? undefined : newest;
  }

  return {
    goTo,
    /** Selects the next or previous row, and opens its chat if it shows beside the list. */
    step(by: 1 | -1, { isHeld }: { isHeld: boolean }): void {
      const from = chatOf(document.activeElement) ?? params.id;
      const beside = neighbourOf(inbox.list().rows(), from, by);
      const chat = beside ?? (by === -1 ? rowAbove() : undefined);
      if (chat === undefined) return;
      clearTimeout(timer);
      focusRow(chat.id);
      const hasRoom = matchMedia(SIDE_BY_SIDE).matches;
      if (!hasRoom && params.id === undefined) return;
      if (isHeld) timer = setTimeout(() => open(chat.id), HELD_MS);
      else open(chat.id);
    },
    /** Opens the next chat, before this one leaves the list. */
    goOn(chatId: string, at: GoOnAt): void {
      const next = successorOf(inbox.list().rows(), chatId);
      if (next !== undefined) {
        goTo(next.id, at);
        return;
      }
      navigate(address.toInbox(), { scroll: false });
      if (at === 'row') document.getElementById(inboxTabId(address.isArchived()))?.focus();
    },
  };
}

/** While a key is held down rows are only selected; the last one is opened. */
const HELD_MS = 150;
