import type { ListItem, Push } from '../../protocol/index.ts';
import { type Chat, toListItem } from './chat.ts';

/** The pushes that a change of a chat's summary causes. */
export type ChatPushes = {
  /** For the admin channel. */
  readonly inbox: Push[];
  /** For all subscribers of the chat. */
  readonly chat: Push[];
};

/** Pushes only what is visible in a client. An email lock or a stored page, for example, is not. */
export function chatPushes(before: Chat | undefined, after: Chat): ChatPushes {
  const item = toListItem(after);
  const isSame = before !== undefined && areEqual(toListItem(before), item);
  return {
    inbox: isSame ? [] : [{ type: 'chat_updated', chat: item }],
    chat: [...readPush(before, after, 'user'), ...readPush(before, after, 'admin')],
  };
}

/** Sending a message moves the read mark too, but only reading changes `…_read_at`. */
function readPush(before: Chat | undefined, after: Chat, reader: 'user' | 'admin'): Push[] {
  const read_at = after[`${reader}_read_at`];
  const up_to = after[`${reader}_read_up_to`];
  const isChange =
    read_at !== null &&
    (read_at !== before?.[`${reader}_read_at`] || up_to !== before?.[`${reader}_read_up_to`]);
  const isByWriting = before !== undefined && before.message_count !== after.message_count;
  if (!isChange || isByWriting) return [];
  return [{ type: 'messages_read', chat_id: after.chat_id, reader, up_to, read_at }];
}

function areEqual(a: ListItem, b: ListItem): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
