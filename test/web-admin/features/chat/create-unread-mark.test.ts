import { expect, test } from 'vitest';
import { firstUnreadKey } from '../../../../web-admin/features/chat/create-unread-mark.ts';
import { aSentMessage } from './shown-message.ts';

const messages = [
  aSentMessage({ seq: 1 }),
  aSentMessage({ seq: 2 }),
  aSentMessage({ seq: 3, sender_type: 'admin' }),
  aSentMessage({ seq: 4 }),
];

test('[A3] one left off before the first of the unread user messages', () => {
  expect(firstUnreadKey(messages, 0)).toBeUndefined();
  expect(firstUnreadKey(messages, 1)).toBe('key-4');
  expect(firstUnreadKey(messages, 2)).toBe('key-2');
});

test('[A3] where that is not loaded it is before the first that is', () => {
  expect(firstUnreadKey(messages, 9)).toBe('key-1');
  expect(firstUnreadKey([], 9)).toBeUndefined();
});
