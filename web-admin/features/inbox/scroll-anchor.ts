import type { ListItem } from '../../../protocol/index.ts';
import { rowsInSight, type View } from './row-window.ts';

/**
 * Where to scroll so that the rows in sight stay in place when other rows are added, removed or moved.
 * It follows the first row in sight that did not change. At the top it does nothing, so that new rows
 * show.
 */
export function anchoredTop(
  view: View,
  before: readonly ListItem[],
  after: readonly ListItem[],
): number {
  if (isAtTop(view)) return view.top;
  const { first, last } = rowsInSight(view, before.length);
  for (let index = first; index <= last; index += 1) {
    const row = before[index];
    const next = row === undefined ? -1 : after.indexOf(row);
    if (next >= 0) return Math.max(0, view.top + (next - index) * view.rowHeight);
  }
  return view.top;
}

export function isAtTop({ top, rowHeight }: View): boolean {
  return top < rowHeight / 2;
}

/** How many chats at the top of a list have unread messages of users since a time. */
export function countNewChats(chats: readonly ListItem[], since: string): number {
  const end = chats.findIndex((chat) => chat.last_message_at <= since);
  const newer = end < 0 ? chats : chats.slice(0, end);
  return newer.filter((chat) => chat.unread && chat.last_message_sender === 'user').length;
}
