import type { ListItem } from '../../../protocol/index.ts';
import type { InboxSnapshot } from '../../../web-client/types.ts';

type Listed = Pick<InboxSnapshot, 'loading' | 'chats'>;

/** Messages that users send at once may arrive in another order, this much apart. */
const DISORDER_MS = 60_000;

/**
 * Finds the chats in which a user wrote something since the list was last looked at. The first list
 * that was loaded is where it starts from: what was unread before is no news. Several chats at once
 * come from catching up; as long as the link is live they come one by one.
 */
export function createNewMessageDetector(): (inbox: Listed) => readonly ListItem[] {
  const known = new Map<string, string>();
  let newest = '';
  let hasBegun = false;

  /** A chat that was not listed may be an old one whose turn has come, or one brought back. */
  function isNew(chat: ListItem): boolean {
    const { id, unread, last_message_sender, last_message_at } = chat;
    if (!unread || last_message_sender !== 'user') return false;
    return last_message_at > (known.get(id) ?? earlier(newest)) && !isFromElsewhere(chat);
  }

  /** What was joined keeps its time, and was news in the chat from which it comes. */
  function isFromElsewhere({ id, joined, last_message_at }: ListItem): boolean {
    return joined && [...known].some(([other, at]) => other !== id && at === last_message_at);
  }

  function remember({ id, last_message_at }: ListItem): void {
    if (last_message_at > (known.get(id) ?? '')) known.set(id, last_message_at);
    if (last_message_at > newest) newest = last_message_at;
  }

  return ({ loading, chats }) => {
    if (!hasBegun && loading !== 'loaded') return [];
    const news = hasBegun ? chats.filter(isNew) : [];
    hasBegun = true;
    chats.forEach(remember);
    return news;
  };
}

function earlier(time: string): string {
  return time === '' ? '' : new Date(Date.parse(time) - DISORDER_MS).toISOString();
}
