import type { ListItem } from '../../../protocol/index.ts';

/** The next or previous chat; the first one if the chat is not in the list. */
export function neighbourOf(
  chats: readonly ListItem[],
  id: string | undefined,
  step: 1 | -1,
): ListItem | undefined {
  const index = chats.findIndex((chat) => chat.id === id);
  return index < 0 ? chats[0] : chats[index + step];
}

/** The chat to open when one leaves the list: the next one, else the previous one. */
export function successorOf(chats: readonly ListItem[], id: string): ListItem | undefined {
  const isListed = chats.some((chat) => chat.id === id);
  if (!isListed) return chats[0];
  return neighbourOf(chats, id, 1) ?? neighbourOf(chats, id, -1);
}
