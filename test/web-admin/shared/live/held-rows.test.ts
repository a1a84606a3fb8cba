import { expect, test } from 'vitest';
import {
  blankRow,
  dropRow,
  holdRows,
  keepRows,
} from '../../../../web-admin/shared/live/held-rows.ts';
import { aListItem } from '../../../support/builders.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const chat = (id: string, minute: number) => aListItem({ id, last_message_at: at(minute) });
const [a, b, c] = [chat('a', 30), chat('b', 20), chat('c', 10)];
const ids = ({ rows }: { rows: readonly { id: string }[] }) => rows.map(({ id }) => id).join('');

function keep(before: ReturnType<typeof holdRows>, live: ReturnType<typeof chat>[]) {
  return keepRows(before, live, (id) => live.find((row) => row.id === id));
}

test('rows keep their places and show what has come', () => {
  const news = { ...chat('c', 40), last_message_preview: 'news' };
  const kept = keep(holdRows([a, b, c]), [chat('new', 50), news, a, b]);
  expect(ids(kept)).toBe('abc');
  expect(kept.rows[2]).toBe(news);
});

test('a row that has left the list stays until it is let go', () => {
  const kept = keep(holdRows([a, b, c]), [a, c]);
  expect(ids(kept)).toBe('abc');
  expect(ids(dropRow(kept, 'b'))).toBe('ac');
});

test('what is loaded below is added at the end, also after a row has moved up', () => {
  const moved = [chat('c', 40), a, b];
  const first = keep(holdRows([a, b, c]), [...moved, chat('d', 8), chat('e', 5)]);
  expect(ids(first)).toBe('abcde');
  expect(ids(keep(first, [...moved, chat('d', 8), chat('e', 5), chat('f', 1)]))).toBe('abcdef');
});

test('of an erased chat only the place is kept', () => {
  const kept = blankRow(keep(holdRows([a, b, c]), [a, c]), 'b');
  expect(ids(kept)).toBe('abc');
  expect(kept.rows[1]).toMatchObject({ user_email: null, last_message_preview: '' });
});

test('an empty list keeps nothing: the first chat shows at once, and then it is kept', () => {
  const first = keep(holdRows([]), [a]);
  expect(ids(first)).toBe('a');
  expect(ids(keep(first, [chat('new', 50), a]))).toBe('a');
});
