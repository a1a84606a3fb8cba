import type { ListItem, Push } from '../../protocol/index.ts';
import { type Chat, toListItem } from './chat.ts';

/** What the inbox and the readers are told when a chat's summary changes. */
export type ChatPushes = {
  /** For the admin channel. */
  readonly inbox: Push[];
  /** For everybody who follows the chat. */
  readonly chat: Push[];
};

/** Only what shows on a screen is pushed; an email lock or a stored page changes nothing there. */
export function chatPushes(before: Chat | undefined, after: Chat): ChatPushes {
  const item = toListItem(after);
  const isSame = before !== undefined && areEqual(toListItem(before), item);
  return {
    inbox: isSame ? [] : [{ type: 'chat_updated', chat: item }],
    chat: [...readPush(before, after, 'user'), ...readPush(before, after, 'admin')],
  };
}

/** A mark also moves by writing; only reading leaves a new time beside it. */
function readPush(before: Chat | undefined, after: Chat, reader: 'user' | 'admin'): Push[] {
  const read_at = after[`${reader}_read_at`];
  const up_to = after[`${reader}_read_up_to`];
  const isNews =
    read_at !== null &&
    (read_at !== before?.[`${reader}_read_at`] || up_to !== before?.[`${reader}_read_up_to`]);
  const isByWriting = before !== undefined && before.message_count !== after.message_count;
  if (!isNews || isByWriting) return [];
  return [{ type: 'messages_read', chat_id: after.chat_id, reader, up_to, read_at }];
}

function areEqual(a: ListItem, b: ListItem): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
