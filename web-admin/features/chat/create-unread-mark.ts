import { type Accessor, createComputed, createSignal, on } from 'solid-js';
import type { ChatSnapshot, ShownMessage } from '../../../web-client/types.ts';

/**
 * The key of the first message that arrived while the reader was not looking at the end of the chat.
 * It stays until they reply, or until they have looked and then miss another message.
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
  // Not an effect: one of the effects marks new messages as read.
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

/** The key of the oldest unread message, if the user's newest `unreadCount` messages are unread. */
export function firstUnreadKey(
  messages: readonly ShownMessage[],
  unreadCount: number,
): string | undefined {
  const fromUser = messages.filter(({ sender_type }) => sender_type === 'user');
  return unreadCount > 0 ? fromUser.slice(-unreadCount)[0]?.key : undefined;
}
