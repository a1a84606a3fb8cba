import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import type { Chat, ChatSnapshot } from '../../../web-client/index.ts';
import type { PageVisibility } from '../../../web-shared/create-page-visibility.ts';
import { usePanel } from '../context.ts';

/** What a chat shows, as something to be read again and again: each part tells of its own changes. */
export function createChatView(chat: Chat): ChatSnapshot {
  const [snapshot, setSnapshot] = createSignal(chat.snapshot());
  onCleanup(chat.onChange(() => setSnapshot(chat.snapshot())));
  const view = { ...chat.snapshot() };
  for (const name of Object.keys(view)) {
    const get = createMemo<unknown>(() => Reflect.get(snapshot(), name));
    Object.defineProperty(view, name, { get });
  }
  return view;
}

/**
 * The key of the first message that came while the panel was not visible, or before this page. It stays
 * until the user leaves again, so that the line above it does not move while they read.
 */
export function createFirstNew(
  view: ChatSnapshot,
  visibility: Accessor<PageVisibility>,
): Accessor<string | undefined> {
  const { isOpen } = usePanel();
  let isLoaded = false;
  return createMemo<string | undefined>((before) => {
    const { messages, unread_count } = view;
    if (isLoaded && isOpen() && visibility() === 'visible') return before;
    isLoaded = messages.length > 0;
    const received = messages.filter(({ sender_type }) => sender_type === 'admin');
    return received.slice(-unread_count || received.length)[0]?.key;
  });
}
