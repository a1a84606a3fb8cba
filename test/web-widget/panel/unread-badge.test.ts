import { expect, test } from 'vitest';
import { badgeText } from '../../../web-widget/panel/unread-badge.ts';

test.each([
  [0, ''],
  [1, '1'],
  [9, '9'],
  [10, '9+'],
  [1_000, '9+'],
])('[U1] %i unread messages show as "%s"', (count, text) => {
  expect(badgeText(count)).toBe(text);
});
