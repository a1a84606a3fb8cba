import { expect, test } from 'vitest';
import { drawnRows } from '../../../../web-admin/features/inbox/drawn-rows.ts';
import { aListItem } from '../../../support/builders.ts';

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
