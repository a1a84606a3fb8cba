import type { ListItem } from '../../../protocol/index.ts';

/** Rows drawn beyond each edge, so that Tab finds the next one and a fast scroll shows no gap. */
const SPARE_ROWS = 6;

export type View = {
  /** How far the list is scrolled, in pixels. */
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
};

/** The rows to draw out of `count`: from `start` up to, but not including, `end`. */
export function rowWindow(view: View, count: number): { start: number; end: number } {
  const { first, last } = rowsInSight(view, count);
  return { start: Math.max(0, first - SPARE_ROWS), end: Math.min(count, last + 1 + SPARE_ROWS) };
}

/** The first and the last row of which any part is in sight. */
export function rowsInSight(view: View, count: number): { first: number; last: number } {
  const { top, height, rowHeight } = view;
  const end = Math.max(0, count - 1);
  const first = Math.min(end, Math.max(0, Math.floor(top / rowHeight)));
  const last = Math.min(end, Math.max(first, Math.ceil((top + height) / rowHeight) - 1));
  return { first, last };
}

/** Where to scroll so that all of a row is in sight, and no further. */
export function topToReveal(view: View, index: number): number {
  const start = index * view.rowHeight;
  const end = start + view.rowHeight - view.height;
  return Math.max(Math.min(view.top, start), end);
}

export type DrawnRow = { readonly chat: ListItem; readonly index: number };

/** The rows to draw, by chat and in order: a span of the list, and the pinned ones wherever they are. */
export function drawnRows(
  chats: readonly ListItem[],
  span: { readonly start: number; readonly end: number },
  pinned: readonly string[],
): ReadonlyMap<string, DrawnRow> {
  const elsewhere = pinned
    .map((id) => chats.findIndex((chat) => chat.id === id))
    .filter((index) => index >= 0 && (index < span.start || index >= span.end));
  const inSpan = Array.from({ length: span.end - span.start }, (_, index) => span.start + index);
  const indexes = [...inSpan, ...elsewhere].sort((a, b) => a - b);
  const rows = new Map<string, DrawnRow>();
  for (const index of indexes) {
    const chat = chats[index];
    if (chat !== undefined) rows.set(chat.id, { chat, index });
  }
  return rows;
}
