import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  onCleanup,
  untrack,
} from 'solid-js';
import type { ChatDetail } from '../../../protocol/index.ts';
import type { AdminClient } from '../../../web-client/types.ts';
import { createIsVisible } from '../../shared/browser/create-is-visible.ts';
import type { LiveChat } from '../../shared/live/create-chat.ts';
import type { RecentChats } from '../../shared/live/recent-chats.tsx';

export type PersonDetails = {
  readonly chat: Accessor<ChatDetail | undefined>;
  readonly hasFailed: Accessor<boolean>;
  ask(): Promise<void>;
};

/**
 * What the inbox does not know of a user: what came as the chat was opened. It is requested again when
 * the pane becomes visible later, and after the user has written, perhaps from another page. The request
 * marks the chat as viewed.
 */
export function createPersonDetails(
  client: AdminClient,
  recent: RecentChats,
  live: LiveChat,
  options: { chatId: string; isWanted: Accessor<boolean> },
): PersonDetails {
  const [chat, setChat] = createSignal(recent.read(options.chatId).detail);
  const [hasFailed, setHasFailed] = createSignal(false);
  const isVisible = createIsVisible();
  const lastOfUser = createMemo(() => lastKeyOfUser(live));
  const isWanted = () => options.isWanted() && isVisible() && live.state.loading !== 'loading';

  async function ask(): Promise<void> {
    setHasFailed(false);
    try {
      show(await client.api.getChat(options.chatId));
    } catch {
      setHasFailed(true);
    }
  }

  function show(detail: ChatDetail): void {
    setChat(detail);
    recent.keep(options.chatId, { detail });
  }

  let opening: ChatDetail | undefined;
  let isFresh = false;
  createEffect(() => {
    lastOfUser();
    const isWantedNow = isWanted();
    const loaded = live.detail();
    if (loaded !== undefined && loaded !== opening) {
      opening = loaded;
      show(loaded);
      isFresh = untrack(options.isWanted) && untrack(isVisible);
    }
    if (!isWantedNow) return;
    if (isFresh) {
      isFresh = false;
      return;
    }
    const timer = setTimeout(ask, untrack(chat) === undefined ? 0 : BURST_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return { chat, hasFailed, ask };
}

/** Several messages in a row cause one request. */
const BURST_MS = 2_000;

function lastKeyOfUser({ state }: LiveChat): string | undefined {
  return state.messages.findLast(({ sender_type }) => sender_type === 'user')?.key;
}
