import { type Accessor, createComputed, createSignal, on } from 'solid-js';
import type { ChatSnapshot } from '../../../web-client/types.ts';
import { firstUnreadKey } from './first-unread.ts';

/**
 * Where the reader left off: the key of the first message that came while they were not looking at
 * the end of the chat. It stays until they answer, or have looked and miss another one.
 */
export function createUnreadMark(
  state: Pick<ChatSnapshot, 'messages' | 'unread_count'>,
  isLooking: Accessor<boolean>,
): Accessor<string | undefined> {
  const [mark, setMark] = createSignal(firstUnreadKey(state.messages, state.unread_count));
  let hasLooked = isLooking();

  createComputed(() => {
    hasLooked ||= isLooking();
  });
  // Before any effect, as one of them marks as read what has come.
  createComputed(
    on(
      () => state.unread_count,
      (count) => {
        if (count === 0 || isLooking() || !hasLooked) return;
        setMark(firstUnreadKey(state.messages, count));
        hasLooked = false;
      },
      { defer: true },
    ),
  );
  createComputed(() => {
    if (state.messages.at(-1)?.state === 'pending') setMark(undefined);
  });
  return mark;
}
