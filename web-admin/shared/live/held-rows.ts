import type { ListItem } from '../../../protocol/index.ts';

/** A list whose rows keep their places for a while. */
export type HeldRows = {
  readonly rows: readonly ListItem[];
  /** The oldest time in the list: older chats were loaded below it. */
  readonly floor: string;
};

/** Begins to hold the rows of a list in their places. */
export function holdRows(rows: readonly ListItem[]): HeldRows {
  return { rows, floor: rows.at(-1)?.last_message_at ?? '' };
}

/**
 * The same rows in the same places, each with its current content. Only rows that were loaded below are
 * added, at the end. A row that has left the list stays, as somebody may be about to press it.
 */
export function keepRows(
  { rows, floor }: HeldRows,
  live: readonly ListItem[],
  find: (id: string) => ListItem | undefined,
): HeldRows {
  // In an empty list nothing can be pressed by mistake: the first chat shows at once.
  if (rows.length === 0) return holdRows(live);
  const places = new Set(rows.map(({ id }) => id));
  const below: ListItem[] = [];
  for (const row of olderFirst(live)) {
    if (row.last_message_at > floor) break;
    if (!places.has(row.id)) below.unshift(row);
  }
  return {
    rows: [...rows.map((row) => find(row.id) ?? row), ...below],
    floor: below.at(-1)?.last_message_at ?? floor,
  };
}

function* olderFirst(rows: readonly ListItem[]): Generator<ListItem> {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row !== undefined) yield row;
  }
}

/** Without one row: the person at this tab has archived or restored it. */
export function dropRow({ rows, floor }: HeldRows, id: string): HeldRows {
  return { rows: rows.filter((row) => row.id !== id), floor };
}

/** An erased chat keeps its place, but none of its content. */
export function blankRow({ rows, floor }: HeldRows, id: string): HeldRows {
  return { rows: rows.map((row) => (row.id === id ? blank(row) : row)), floor };
}

function blank(row: ListItem): ListItem {
  return { ...row, user_email: null, user_name: null, last_message_preview: '', unread: false };
}
