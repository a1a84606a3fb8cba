import { expect, test } from 'vitest';
import {
  drawnRows,
  rowsInSight,
  rowWindow,
  topToReveal,
} from '../../../../web-admin/features/inbox/row-window.ts';
import { aListItem } from '../../../support/builders.ts';

const view = (top: number) => ({ top, height: 500, rowHeight: 100 });

test('[A2] as many rows are drawn of ten thousand as of fifty', () => {
  expect(rowWindow(view(2_000), 50)).toEqual({ start: 14, end: 31 });
  expect(rowWindow(view(2_000), 10_000)).toEqual({ start: 14, end: 31 });
});

test('at both ends no row is drawn that does not exist', () => {
  expect(rowWindow(view(0), 10_000)).toEqual({ start: 0, end: 11 });
  expect(rowWindow(view(999_500), 10_000)).toEqual({ start: 9_989, end: 10_000 });
  expect(rowWindow(view(0), 0)).toEqual({ start: 0, end: 0 });
});

test('a list that shrank below where it was scrolled to shows its end', () => {
  expect(rowWindow(view(90_000), 3)).toEqual({ start: 0, end: 3 });
});

test('a row counts as in sight with any part of it', () => {
  expect(rowsInSight(view(150), 50)).toEqual({ first: 1, last: 6 });
  expect(rowsInSight(view(100), 50)).toEqual({ first: 1, last: 5 });
});

test('a row is revealed by no more scrolling than needed', () => {
  expect(topToReveal(view(1_000), 12)).toBe(1_000);
  expect(topToReveal(view(1_000), 3)).toBe(300);
  expect(topToReveal(view(1_000), 20)).toBe(1_600);
});

const chats = [...'abcdefgh'].map((id) => aListItem({ id }));
const idsOf = (pinned: string[]) => [...drawnRows(chats, { start: 3, end: 6 }, pinned).keys()];

test('[A2] a row with the focus is drawn wherever it is, in its place in the order', () => {
  expect(idsOf([])).toEqual(['d', 'e', 'f']);
  expect(idsOf(['a'])).toEqual(['a', 'd', 'e', 'f']);
  expect(idsOf(['h', 'b'])).toEqual(['b', 'd', 'e', 'f', 'h']);
});

test('no row is drawn twice, and none that has gone', () => {
  expect(idsOf(['e', 'x'])).toEqual(['d', 'e', 'f']);
});
