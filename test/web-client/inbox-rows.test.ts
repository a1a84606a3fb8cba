import { expect, test } from 'vitest';
import { createInboxRows } from '../../web-client/inbox-rows.ts';
import { aListItem } from './support/builders.ts';

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
