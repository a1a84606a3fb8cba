import { expect, test } from 'vitest';
import { countAndTime, previewSender } from '../../../../web-admin/features/inbox/row-text.ts';

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
