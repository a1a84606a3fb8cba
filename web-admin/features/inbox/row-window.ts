/** Rows drawn beyond each edge, so that Tab finds the next one and a fast scroll shows no gap. */
const SPARE_ROWS = 6;

export type View = {
  /** How far the list is scrolled, in pixels. */
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
};

/** The rows to draw of so many: from `start` up to `end`, without it. */
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

/** Where to scroll so that a row is all in sight: no further than needed. */
export function topToReveal(view: View, index: number): number {
  const start = index * view.rowHeight;
  const end = start + view.rowHeight - view.height;
  return Math.max(Math.min(view.top, start), end);
}
