import type { ListItem } from '../../../protocol/index.ts';

/** A list whose rows keep their places for a while. */
export type HeldRows = {
  readonly rows: readonly ListItem[];
  /** The oldest time that was listed: what is older was loaded below it. */
  readonly floor: string;
};

/** Begins to keep the places of a list. */
export function holdRows(rows: readonly ListItem[]): HeldRows {
  return { rows, floor: rows.at(-1)?.last_message_at ?? '' };
}

/**
 * The same rows in the same places, each as it is now. Nothing comes between them: only what was
 * loaded below is added at the end. A row that has left the list stays, as somebody may be about to
 * press it.
 */
export function keepRows(
  { rows, floor }: HeldRows,
  live: readonly ListItem[],
  find: (id: string) => ListItem | undefined,
): HeldRows {
  // Where there is nothing to press nothing can be pressed by mistake: the first chat shows at once.
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

/** Without one row: its own reader has put it away. */
export function dropRow({ rows, floor }: HeldRows, id: string): HeldRows {
  return { rows: rows.filter((row) => row.id !== id), floor };
}

/** An erased chat keeps its place, and nothing else. */
export function blankRow({ rows, floor }: HeldRows, id: string): HeldRows {
  return { rows: rows.map((row) => (row.id === id ? blank(row) : row)), floor };
}

function blank(row: ListItem): ListItem {
  return { ...row, user_email: null, user_name: null, last_message_preview: '', unread: false };
}
