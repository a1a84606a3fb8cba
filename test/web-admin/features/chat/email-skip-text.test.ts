import { expect, test } from 'vitest';
import type { SenderType } from '../../../../protocol/index.ts';
import { emailSkipText } from '../../../../web-admin/features/chat/email-skip-text.ts';
import type { ShownMessage } from '../../../../web-client/types.ts';

const sent = (seq: number, sender_type: SenderType): ShownMessage => ({
  key: `${seq}`,
  client_id: `${seq}`,
  content: 'hello',
  sender_type,
  sender_name: 'Ada',
  created_at: '2026-01-01T00:00:00.000Z',
  state: 'sent',
  seq,
  read_at: null,
});
const messages = [sent(1, 'user'), sent(2, 'admin'), sent(3, 'user')];

test('says why a reply that waits is not emailed', () => {
  expect(emailSkipText('unsubscribed', { messages, seen_up_to: 1 })).toMatch('unsubscribed');
  expect(emailSkipText('bounced', { messages, seen_up_to: 1 })).toMatch('come back');
  expect(emailSkipText('unconfirmed', { messages, seen_up_to: 1 })).toMatch('not confirmed');
});

test.each([null, undefined])('says nothing for %s', (skip) => {
  expect(emailSkipText(skip, { messages, seen_up_to: 1 })).toBe('');
});

test('says nothing of a reply that has been read', () => {
  expect(emailSkipText('unsubscribed', { messages, seen_up_to: 2 })).toBe('');
});
