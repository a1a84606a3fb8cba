import { type Accessor, createEffect, createMemo, createSignal, untrack } from 'solid-js';
import type { ErrorCode, ListItem } from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/index.ts';
import type { AdminClient } from '../../../web-client/types.ts';
import type { LiveChat } from './create-chat.ts';
import type { LiveInbox } from './create-inbox.ts';

export type ChatSummary = {
  readonly item: Accessor<ListItem | undefined>;
  /** The server has no such chat. */
  readonly isMissing: Accessor<boolean>;
  /** Shows the chat as a response has just returned it. */
  show(item: ListItem): void;
};

/**
 * Who the chat is with and whether it is archived. It follows the inbox while the inbox lists the chat;
 * otherwise it is what opened the chat, or a later request. The later of two responses counts.
 */
export function createChatSummary(
  client: AdminClient,
  inbox: LiveInbox,
  live: LiveChat,
  chatId: string,
): ChatSummary {
  const row = createMemo(() => inbox.chat(chatId));
  const isListed = createMemo(() => row() !== undefined);
  const [item, setItem] = createSignal<ListItem>();
  const [isMissing, setIsMissing] = createSignal(false);

  let shows = 0;
  async function ask(): Promise<void> {
    // The inbox hears that a chat was erased a moment before the chat does.
    await Promise.resolve();
    if (live.state.is_erased) return;
    try {
      const before = shows;
      const detail = await client.api.getChat(chatId);
      // What is shown may be newer than the request.
      if (shows === before) setItem(detail);
      setIsMissing(false);
    } catch (error) {
      if (error instanceof ApiError && MISSING_CODES.includes(error.code)) setIsMissing(true);
    }
  }

  function show(shown: ListItem): void {
    shows += 1;
    setItem(shown);
  }

  createEffect(() => {
    const listed = row();
    if (listed !== undefined) setItem({ ...listed });
  });
  // Requested when the chat leaves the list, and when its messages load after an error: the server is back.
  let hasOpened = false;
  createEffect(() => {
    const isLeft = !isListed();
    if (live.state.loading === 'loading') return;
    const opening = hasOpened ? undefined : untrack(live.detail);
    if (opening !== undefined) {
      hasOpened = true;
      if (isLeft) setItem(opening);
      setIsMissing(false);
    } else if (isLeft) void ask();
  });
  return { item: () => (live.state.is_erased ? undefined : item()), isMissing, show };
}

/** An address with an invalid chat id gets `invalid_request`. */
const MISSING_CODES: readonly ErrorCode[] = ['not_found', 'invalid_request'];
