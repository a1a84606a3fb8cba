import { describe, expect, test } from 'vitest';
import {
  countAndTime,
  previewSender,
  relativeTime,
  unreadText,
} from '../../../../web-admin/features/inbox/inbox-texts.ts';

test('[A2] the count goes with its noun and the time', () => {
  const now = Date.UTC(2026, 10, 22, 12, 0);
  const last_message_at = '2026-11-22T11:58:00.000Z';
  expect(countAndTime({ message_count: 5, last_message_at }, now)).toBe(
    '5 messages · 2 minutes ago',
  );
  expect(countAndTime({ message_count: 1, last_message_at }, now)).toBe(
    '1 message · 2 minutes ago',
  );
  expect(countAndTime({ message_count: 1234, last_message_at }, now)).toContain('1,234 messages');
});

test('[A2] a preview says whose words it holds, and tells two admins of one name apart', () => {
  const last = (name: string | null, id: string | null, sender: 'user' | 'admin' = 'admin') =>
    previewSender(
      { last_message_sender: sender, last_message_name: name, last_message_admin_id: id },
      'ada-1',
    );
  expect(last('Ada', 'ada-1')).toBe('You');
  expect(last('Ada', 'ada-2')).toBe('Ada');
  expect(last('Alice', null, 'user')).toBeUndefined();
  // Sent before names were kept.
  expect(last(null, null)).toBe('Team');
});

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

test('a number is said only where it is sure, else that it is at least that', () => {
  expect(unreadText({ unread_count: 3, has_more: false })?.badge).toBe('3');
  expect(unreadText({ unread_count: 3, has_more: true })).toEqual({
    badge: '3+',
    spoken: '3 or more unread',
  });
  expect(unreadText({ unread_count: 1_234, has_more: false })?.badge).toBe('99+');
  expect(unreadText({ unread_count: 99, has_more: false })?.badge).toBe('99');
});

test('where nothing is known, or nothing found so far, nothing is said', () => {
  expect(unreadText(undefined)).toBeUndefined();
  expect(unreadText({ unread_count: 0, has_more: true })).toBeUndefined();
});
