import { expect, test } from 'vitest';
import { dayLabel } from '../../../../web-admin/features/chat/day-label.ts';

const now = new Date(2026, 2, 1, 0, 30).getTime();
const label = (...date: [number, number, number]) => dayLabel(new Date(...date).toISOString(), now);

test('[A3] the day divider names today and yesterday, also across a month', () => {
  expect(label(2026, 2, 1)).toBe('Today');
  expect(label(2026, 1, 28)).toBe('Yesterday');
});

test('[A3] older days are named by weekday and date, and by year when it is another one', () => {
  expect(label(2026, 1, 27)).toMatch(/^Friday,? 27 February$/);
  expect(label(2025, 11, 31)).toMatch(/^Wednesday,? 31 December 2025$/);
});
