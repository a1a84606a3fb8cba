import { expect, test } from 'vitest';
import {
  presenceOf,
  presenceText,
  previewText,
  userLabel,
} from '../../../../web-admin/shared/chat-labels/chat-labels.ts';

test('[A2] a user is called by their email, else their name, else Visitor', () => {
  expect(userLabel({ user_email: 'ann@example.com', user_name: 'Ann' })).toBe('ann@example.com');
  expect(userLabel({ user_email: null, user_name: 'Ann' })).toBe('Ann');
  expect(userLabel({ user_email: null, user_name: null })).toBe('Visitor');
  expect(userLabel({ user_email: null, user_name: ' ' })).toBe('Visitor');
});

test('a preview of several lines is one line', () => {
  expect(previewText({ last_message_preview: 'Hello\n\n  there ' })).toBe('Hello there');
});

test('[A8] a user is online or not as long as the dashboard hears of them', () => {
  expect(presenceText(presenceOf('connected', true))).toBe('Online');
  expect(presenceText(presenceOf('connected', false))).toBe('Not online');
});

test.each(['connecting', 'waiting', 'polling', 'offline'] as const)(
  '[A8] nobody is called online or not while the link is %s',
  (link) => {
    for (const isOnline of [true, false])
      expect(presenceText(presenceOf(link, isOnline))).toBe('Online status unknown');
  },
);
