import type { ListItem } from '../../../protocol/index.ts';

export type DrawnRow = { readonly chat: ListItem; readonly index: number };

/** The rows to draw, by chat and in their order: a span of the list, and some wherever they are. */
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
