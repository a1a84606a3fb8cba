import type { ChatPage, ListItem } from '../protocol/index.ts';

export type InboxRows = {
  /** The same array until a row changes; a chat that did not change stays the same object. */
  list(): readonly ListItem[];
  find(id: string): ListItem | undefined;
  unreadCount(): number;
  /** Where the next page begins; null when all is loaded. */
  cursor(): string | null;
  /** The moment at which a page is asked for: what is pushed later is newer than that page. */
  now(): number;
  /** The next page at the end. */
  append(page: ChatPage, askedAt: number): void;
  /** The first page again. What is below it stays only if nothing can lie between. */
  refresh(page: ChatPage, askedAt: number): void;
  /** The list from its top, and nothing below: for when anything may have changed. */
  replace(page: ChatPage, askedAt: number): void;
  /** One chat as it is now. Says whether that changed anything here. */
  put(chat: ListItem): boolean;
  /** A chat that is no more. Says whether it was here. */
  remove(id: string): boolean;
};

/**
 * The rows of one tab: by their time, newest first, each chat once. `belongs` says which are its.
 * A push costs two searches and a move within the array, however many rows are loaded.
 */
export function createInboxRows(
  belongs: (chat: ListItem, isListed: boolean) => boolean,
): InboxRows {
  let rows: ListItem[] = [];
  let listed: readonly ListItem[] | undefined;
  let byId = new Map<string, ListItem>();
  let unread = 0;
  let cursor: string | null = null;
  /** The oldest row of the last page: what is older has its place on a page not loaded yet. */
  let floor: ListItem | undefined;
  let pushes = 0;
  const pushedAt = new Map<string, number>();

  const isNewer = ({ id }: ListItem, askedAt: number) => (pushedAt.get(id) ?? 0) > askedAt;
  const isBeyond = (chat: ListItem) =>
    cursor !== null && floor !== undefined && newestFirst(chat, floor) > 0;
  const known = (chat: ListItem) => {
    const row = byId.get(chat.id);
    return row !== undefined && isSame(row, chat) ? row : chat;
  };

  function drop(id: string): boolean {
    const row = byId.get(id);
    if (row === undefined) return false;
    rows.splice(placeOf(row, rows), 1);
    byId.delete(id);
    unread -= Number(row.unread);
    listed = undefined;
    return true;
  }

  function add(chat: ListItem): void {
    rows.splice(placeOf(chat, rows), 0, chat);
    byId.set(chat.id, chat);
    unread += Number(chat.unread);
    listed = undefined;
  }

  function begin(page: ChatPage, askedAt: number, isKept: (row: ListItem) => boolean): void {
    const taken = page.chats.filter((chat) => !isNewer(chat, askedAt)).map(known);
    const next = new Map(rows.filter(isKept).map((row) => [row.id, row]));
    for (const chat of taken) next.set(chat.id, chat);
    byId = next;
    rows = [...next.values()].sort(newestFirst);
    unread = rows.filter((row) => row.unread).length;
    listed = undefined;
  }

  function noteNews(id: string): void {
    pushes += 1;
    pushedAt.set(id, pushes);
  }

  function replace(page: ChatPage, askedAt: number): void {
    cursor = page.next_cursor;
    floor = page.chats.at(-1);
    begin(page, askedAt, (row) => isNewer(row, askedAt) && !isBeyond(row));
  }

  return {
    list() {
      listed ??= rows.slice();
      return listed;
    },
    find: (id) => byId.get(id),
    unreadCount: () => unread,
    cursor: () => cursor,
    now: () => pushes,
    append(page, askedAt) {
      cursor = page.next_cursor;
      floor = page.chats.at(-1) ?? floor;
      for (const chat of page.chats) {
        if (isNewer(chat, askedAt) || known(chat) !== chat) continue;
        drop(chat.id);
        add(chat);
      }
    },
    refresh(page, askedAt) {
      const end = page.chats.at(-1);
      const row = end && byId.get(end.id);
      const isJoined = page.next_cursor !== null && row && newestFirst(row, end) === 0;
      if (!isJoined) return replace(page, askedAt);
      begin(page, askedAt, (other) =>
        isNewer(other, askedAt) ? !isBeyond(other) : newestFirst(other, end) > 0,
      );
    },
    replace,
    put(chat) {
      noteNews(chat.id);
      const isShown = belongs(chat, byId.has(chat.id)) && !isBeyond(chat);
      if (isShown && known(chat) !== chat) return false;
      const wasListed = drop(chat.id);
      if (isShown) add(chat);
      return wasListed || isShown;
    },
    remove(id) {
      noteNews(id);
      return drop(id);
    },
  };
}

/** Where a chat stands, or would stand. */
function placeOf(chat: ListItem, rows: readonly ListItem[]): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && newestFirst(row, chat) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newestFirst(a: ListItem, b: ListItem): number {
  return compare(b.last_message_at, a.last_message_at) || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function isSame(a: ListItem, b: ListItem): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
