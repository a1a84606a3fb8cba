import { expect, test } from 'vitest';
import { countAndTime, previewText, userLabel } from '../../../web-admin/inbox/row-text.ts';

test('[A2] a user is called by their email, else their name, else Visitor', () => {
  expect(userLabel({ user_email: 'ann@example.com', user_name: 'Ann' })).toBe('ann@example.com');
  expect(userLabel({ user_email: null, user_name: 'Ann' })).toBe('Ann');
  expect(userLabel({ user_email: null, user_name: null })).toBe('Visitor');
});

test('[A2] "You: " stands before a message of support only', () => {
  const preview = { last_message_preview: 'It is on its way' };
  expect(previewText({ ...preview, last_message_sender: 'admin' })).toBe('You: It is on its way');
  expect(previewText({ ...preview, last_message_sender: 'user' })).toBe('It is on its way');
});

test('a preview of several lines is one line', () => {
  const preview = {
    last_message_preview: 'Hello\n\n  there ',
    last_message_sender: 'user',
  } as const;
  expect(previewText(preview)).toBe('Hello there');
});

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
