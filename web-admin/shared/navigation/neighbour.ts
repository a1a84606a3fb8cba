import type { ListItem } from '../../../protocol/index.ts';

/** The chat so many rows below, or above; the first one for a chat that is not listed. */
export function neighbourOf(
  chats: readonly ListItem[],
  id: string | undefined,
  step: 1 | -1,
): ListItem | undefined {
  const index = chats.findIndex((chat) => chat.id === id);
  return index < 0 ? chats[0] : chats[index + step];
}

/** Where to go on when a chat leaves the list: to the row below, else to the one above. */
export function successorOf(chats: readonly ListItem[], id: string): ListItem | undefined {
  const isListed = chats.some((chat) => chat.id === id);
  if (!isListed) return chats[0];
  return neighbourOf(chats, id, 1) ?? neighbourOf(chats, id, -1);
}
