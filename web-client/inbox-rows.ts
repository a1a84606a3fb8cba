import type { ChatPage, ListItem } from '../protocol/index.ts';

export type InboxRows = {
  list(): readonly ListItem[];
  /** Where the next page begins; null when all is loaded. */
  cursor(): string | null;
  /** The moment at which a page is asked for: what is pushed later is newer than that page. */
  now(): number;
  /** The next page at the end. */
  append(page: ChatPage, askedAt: number): void;
  /** The first page again. What is below it stays only if nothing can lie between. */
  refresh(page: ChatPage, askedAt: number): void;
  /** One chat as it is now. */
  put(chat: ListItem): void;
};

/** The rows of one tab: by their time, newest first, each chat once. `belongs` says which are its. */
export function createInboxRows(
  belongs: (chat: ListItem, isListed: boolean) => boolean,
): InboxRows {
  let rows: readonly ListItem[] = [];
  let cursor: string | null = null;
  /** The oldest row of the last page: what is older has its place on a page not loaded yet. */
  let floor: ListItem | undefined;
  let pushes = 0;
  const pushedAt = new Map<string, number>();

  const isNewer = ({ id }: ListItem, askedAt: number) => (pushedAt.get(id) ?? 0) > askedAt;
  const isBeyond = (chat: ListItem) =>
    cursor !== null && floor !== undefined && newestFirst(chat, floor) > 0;

  function merge(kept: readonly ListItem[], fetched: readonly ListItem[], askedAt: number): void {
    const taken = fetched.filter((chat) => !isNewer(chat, askedAt));
    const ids = new Set(taken.map(({ id }) => id));
    rows = [...kept.filter(({ id }) => !ids.has(id)), ...taken].sort(newestFirst);
  }

  return {
    list: () => rows,
    cursor: () => cursor,
    now: () => pushes,
    append(page, askedAt) {
      cursor = page.next_cursor;
      floor = page.chats.at(-1) ?? floor;
      merge(rows, page.chats, askedAt);
    },
    refresh(page, askedAt) {
      const end = page.chats.at(-1);
      const isBelow = (row: ListItem) => end !== undefined && newestFirst(row, end) > 0;
      const isJoined =
        page.next_cursor !== null && rows.some((row) => end && newestFirst(row, end) === 0);
      if (!isJoined) {
        cursor = page.next_cursor;
        floor = end;
      }
      const kept = rows.filter((row) =>
        isNewer(row, askedAt) ? !isBeyond(row) : isJoined && isBelow(row),
      );
      merge(kept, page.chats, askedAt);
    },
    put(chat) {
      pushes += 1;
      pushedAt.set(chat.id, pushes);
      const others = rows.filter(({ id }) => id !== chat.id);
      const isListed = others.length < rows.length;
      const isShown = belongs(chat, isListed) && !isBeyond(chat);
      rows = isShown ? [...others, chat].sort(newestFirst) : others;
    },
  };
}

function newestFirst(a: ListItem, b: ListItem): number {
  return compare(b.last_message_at, a.last_message_at) || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
