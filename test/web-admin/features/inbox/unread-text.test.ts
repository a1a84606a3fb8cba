import { expect, test } from 'vitest';
import { unreadText } from '../../../../web-admin/features/inbox/unread-text.ts';

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
