import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInboxRows } from '../../web-client/inbox-rows.ts';
import { aListItem } from '../support/builders.ts';

const at = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const chat = (id: string, minute: number, part = {}) =>
  aListItem({ id, last_message_at: at(minute), ...part });
const page = (chats: ReturnType<typeof chat>[], next_cursor: string | null = null) => ({
  chats,
  next_cursor,
});
const activeRows = () => createInboxRows(({ archived }) => !archived);
const ids = (rows: ReturnType<typeof activeRows>) => rows.list().map(({ id }) => id);

test('[A2] a chat with news moves to the top, each chat once', () => {
  const rows = activeRows();
  rows.refresh(page([chat('b', 2), chat('a', 1)]), rows.now());
  rows.put(chat('a', 3));
  rows.put(chat('a', 3, { unread: false }));
  expect(ids(rows)).toEqual(['a', 'b']);
  expect(rows.list()[0]?.unread).toBe(false);
});

test('[A2] an archived chat leaves the tab, a restored one comes', () => {
  const rows = activeRows();
  rows.refresh(page([chat('b', 2), chat('a', 1)]), rows.now());
  rows.put(chat('b', 2, { archived: true }));
  expect(ids(rows)).toEqual(['a']);
  rows.put(chat('b', 2));
  expect(ids(rows)).toEqual(['b', 'a']);
});

test('[D9] a next page comes at the end; a row that moved up meanwhile is not listed twice', () => {
  const rows = activeRows();
  rows.refresh(page([chat('d', 4), chat('c', 3)], 'next'), rows.now());
  const askedAt = rows.now();
  rows.put(chat('b', 5));
  rows.append(page([chat('b', 2), chat('a', 1)]), askedAt);
  expect(ids(rows)).toEqual(['b', 'd', 'c', 'a']);
  expect(rows.cursor()).toBeNull();
});

test('a chat older than what is loaded waits for its page', () => {
  const rows = activeRows();
  rows.refresh(page([chat('d', 4), chat('c', 3)], 'next'), rows.now());
  rows.put(chat('a', 1));
  expect(ids(rows)).toEqual(['d', 'c']);
});

test('what was pushed while a page was on its way is newer than that page', () => {
  const rows = activeRows();
  const askedAt = rows.now();
  rows.put(chat('b', 2, { archived: true }));
  rows.put(chat('a', 3, { unread: false }));
  rows.refresh(page([chat('b', 2), chat('a', 1)]), askedAt);
  expect(rows.list()).toEqual([chat('a', 3, { unread: false })]);
});

test('[W6] the first page again drops what has gone and keeps what lies below it', () => {
  const rows = activeRows();
  rows.refresh(page([chat('e', 5), chat('d', 4), chat('c', 3)], 'c'), rows.now());
  rows.append(page([chat('b', 2), chat('a', 1)]), rows.now());
  rows.refresh(page([chat('f', 6), chat('e', 5), chat('c', 3)], 'c'), rows.now());
  expect(ids(rows)).toEqual(['f', 'e', 'c', 'b', 'a']);
  expect(rows.cursor()).toBeNull();
});

test('[W6] what is below the first page goes when something may lie between', () => {
  const rows = activeRows();
  rows.refresh(page([chat('b', 2), chat('a', 1)], 'a'), rows.now());
  rows.refresh(page([chat('z', 9), chat('y', 8)], 'y'), rows.now());
  expect(ids(rows)).toEqual(['z', 'y']);
  expect(rows.cursor()).toBe('y');
});

test('an empty list empties the tab', () => {
  const rows = activeRows();
  rows.refresh(page([chat('a', 1)]), rows.now());
  rows.refresh(page([]), rows.now());
  expect(ids(rows)).toEqual([]);
});

test('[W6] a list that was started again keeps nothing below, but what was pushed meanwhile', () => {
  const rows = activeRows();
  rows.refresh(page([chat('c', 3), chat('b', 2), chat('a', 1)]), rows.now());
  const askedAt = rows.now();
  rows.put(chat('z', 9));
  rows.replace(page([chat('c', 3)]), askedAt);
  expect(ids(rows)).toEqual(['z', 'c']);
});

test('a chat as it was before changes nothing, one that changed is a new object among the same', () => {
  const rows = activeRows();
  rows.refresh(page([chat('b', 2), chat('a', 1)]), rows.now());
  const before = rows.list();
  expect(rows.put(chat('b', 2))).toBe(false);
  expect(rows.list()).toBe(before);
  expect(rows.put(chat('b', 2, { unread: false }))).toBe(true);
  expect(rows.list()).not.toBe(before);
  expect(rows.list()[1]).toBe(before[1]);
});

test('[D11] an erased chat goes and does not come back with a page asked for before', () => {
  const rows = activeRows();
  rows.refresh(page([chat('b', 2), chat('a', 1)]), rows.now());
  const askedAt = rows.now();
  expect(rows.remove('a')).toBe(true);
  expect(rows.remove('a')).toBe(false);
  rows.refresh(page([chat('b', 2), chat('a', 1)]), askedAt);
  expect(ids(rows)).toEqual(['b']);
});

test('any order of pushes, pages and refreshes leaves what sorting everything would', () => {
  const aChat = fc.record({ id: fc.constantFrom(...'abcdefgh'), minute: fc.nat({ max: 59 }) });
  const action = fc.record({
    kind: fc.constantFrom('put' as const, 'page' as const, 'archive' as const),
    of: aChat,
    unread: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const rows = activeRows();
      const truth = new Map<string, ReturnType<typeof chat>>();
      for (const { kind, of, unread } of actions) {
        const item = chat(of.id, of.minute, { unread, archived: kind === 'archive' });
        if (kind === 'archive') truth.delete(of.id);
        else truth.set(of.id, item);
        if (kind === 'page') rows.append(page([item]), rows.now());
        else rows.put(item);
      }
      const sorted = [...truth.values()].sort((a, b) => keyOf(b).localeCompare(keyOf(a), 'en'));
      expect(rows.list()).toEqual(sorted);
      expect(rows.unreadCount()).toBe(sorted.filter(({ unread }) => unread).length);
      for (const { id } of sorted) expect(rows.find(id)).toEqual(truth.get(id));
    }),
  );
});

const keyOf = (item: ReturnType<typeof chat>) => item.last_message_at + item.id;
