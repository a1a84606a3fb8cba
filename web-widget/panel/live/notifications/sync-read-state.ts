import { type Accessor, createEffect, createMemo, onCleanup } from 'solid-js';
import type { Chat, ChatSnapshot, ConnectionState } from '../../../../web-client/index.ts';
import type { SharedStorage } from '../../../../web-shared/shared-storage.ts';

const READ_KEY = 'read';

/**
 * A message that is read in one tab is read in all. Most tabs get that from the server; one without a
 * connection reads it from the storage. Returns up to when the messages have been read in any tab.
 */
export function syncReadState(parts: {
  readonly storage: SharedStorage;
  readonly chat: Chat;
  readonly view: ChatSnapshot;
  readonly connectionState: Accessor<ConnectionState>;
}): Accessor<string> {
  const { storage, chat, view, connectionState } = parts;
  const readUpTo = () => storage.get(READ_KEY) ?? '';
  const newest = createMemo(
    () => view.messages.findLast(({ sender_type }) => sender_type === 'admin')?.created_at ?? '',
  );

  createEffect(() => {
    if (view.unread_count === 0 && newest() > readUpTo()) storage.set(READ_KEY, newest());
  });
  onCleanup(
    storage.onOthers(() => {
      if (connectionState() !== 'connected' && newest() <= readUpTo()) chat.markRead();
    }),
  );
  return readUpTo;
}
