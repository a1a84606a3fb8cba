import { expect, test } from 'vitest';
import { presenceOf, presenceText } from '../../../../web-admin/shared/user/presence.ts';

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
