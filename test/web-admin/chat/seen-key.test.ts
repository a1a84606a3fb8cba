import { expect, test } from 'vitest';
import { seenKey } from '../../../web-admin/chat/seen-key.ts';
import { aPendingMessage, aSentMessage } from './shown-message.ts';

const messages = [
  aSentMessage({ seq: 1, sender_type: 'admin' }),
  aSentMessage({ seq: 2, sender_type: 'user' }),
  aSentMessage({ seq: 3, sender_type: 'admin' }),
  aSentMessage({ seq: 4, sender_type: 'admin' }),
  aPendingMessage('key-5'),
];

test('[A3] "Seen" stands under the last message of support that the user has read', () => {
  expect(seenKey(messages, 3)).toBe('key-3');
  expect(seenKey(messages, 9)).toBe('key-4');
});

test('[A3] what the user wrote themselves is not marked as seen', () => {
  expect(seenKey(messages, 2)).toBe('key-1');
});

test('[A3] nothing is marked before the user has read anything', () => {
  expect(seenKey(messages, 0)).toBeUndefined();
});
