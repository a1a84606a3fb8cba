import type { ListItem } from '../../../protocol/index.ts';
import type { InboxSnapshot } from '../../../web-client/types.ts';

type Listed = Pick<InboxSnapshot, 'loading' | 'chats'>;

/** Messages that users send at the same time may arrive in another order, this far apart. */
const DISORDER_MS = 60_000;

/**
 * Each call returns the chats in which a user has written since the call before. The first loaded list
 * returns none: what was unread before is not new. More than one chat means that the list caught up
 * after an absence; on a live connection they come one by one.
 */
export function createNewMessageDetector(): (inbox: Listed) => readonly ListItem[] {
  const known = new Map<string, string>();
  let newest = '';
  let hasBegun = false;

  /** A chat that was not in the list before may be an old one, loaded or restored just now. */
  function isNew(chat: ListItem): boolean {
    const { id, unread, last_message_sender, last_message_at } = chat;
    if (!unread || last_message_sender !== 'user') return false;
    return last_message_at > (known.get(id) ?? earlier(newest)) && !isJoinedFromKnown(chat);
  }

  /** A joined message keeps its time, and was new once in the chat that it comes from. */
  function isJoinedFromKnown({ id, joined, last_message_at }: ListItem): boolean {
    return joined && [...known].some(([other, at]) => other !== id && at === last_message_at);
  }

  function remember({ id, last_message_at }: ListItem): void {
    if (last_message_at > (known.get(id) ?? '')) known.set(id, last_message_at);
    if (last_message_at > newest) newest = last_message_at;
  }

  return ({ loading, chats }) => {
    if (!hasBegun && loading !== 'loaded') return [];
    const found = hasBegun ? chats.filter(isNew) : [];
    hasBegun = true;
    chats.forEach(remember);
    return found;
  };
}

function earlier(time: string): string {
  return time === '' ? '' : new Date(Date.parse(time) - DISORDER_MS).toISOString();
}
