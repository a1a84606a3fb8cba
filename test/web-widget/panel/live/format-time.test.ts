import { describe, expect, test } from 'vitest';
import { formatDay } from '../../../../web-widget/panel/live/format-time.ts';

const words = { locale: 'en', today: 'Today', yesterday: 'Yesterday' };
const now = new Date('2026-03-30T00:30');
const day = (local: string) => formatDay(new Date(local).toISOString(), now, words);

describe('day dividers', () => {
  test('[U3] today and yesterday have names, counted by calendar days', () => {
    expect(day('2026-03-30T00:01')).toBe('Today');
    expect(day('2026-03-29T23:59')).toBe('Yesterday');
    expect(day('2026-03-29T00:00')).toBe('Yesterday');
  });

  test('[U3] an older day is a date, with its year only when that is another one', () => {
    expect(day('2026-03-28T23:59')).toMatch(/28/);
    expect(day('2026-03-28T23:59')).not.toMatch(/2026/);
    expect(day('2025-12-31T12:00')).toMatch(/2025/);
  });
});
