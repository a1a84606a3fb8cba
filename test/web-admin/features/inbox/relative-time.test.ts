import { describe, expect, test } from 'vitest';
import { relativeTime } from '../../../../web-admin/features/inbox/relative-time.ts';

const NOW = new Date(2026, 10, 22, 12, 0);
const ago = (passed: { minutes?: number; hours?: number; days?: number }) => {
  const minutes = (passed.minutes ?? 0) + 60 * ((passed.hours ?? 0) + 24 * (passed.days ?? 0));
  return relativeTime(new Date(NOW.getTime() - minutes * 60_000).toISOString(), NOW.getTime());
};

describe('[A2] how long ago a message came', () => {
  test.each([
    [ago({ minutes: 0.9 }), 'just now'],
    [ago({ minutes: 1 }), '1 minute ago'],
    [ago({ minutes: 59.9 }), '59 minutes ago'],
    [ago({ hours: 1 }), '1 hour ago'],
    [ago({ hours: 23.9 }), '23 hours ago'],
    [ago({ days: 1 }), '1 day ago'],
    [ago({ days: 6.9 }), '6 days ago'],
  ])('%s is said as %s', (text, expected) => {
    expect(text).toBe(expected);
  });

  test('a week later the date is shown', () => {
    expect(ago({ days: 7 })).toBe('15 Nov');
  });

  test('a date of another year names the year', () => {
    expect(ago({ days: 360 })).toBe('27 Nov 2025');
  });

  test('a server clock that is ahead of the browser counts as now', () => {
    expect(ago({ minutes: -3 })).toBe('just now');
  });
});
