import { expect, test } from 'vitest';
import type { SenderType } from '../../../../protocol/index.ts';
import {
  emailSkipText,
  senderLabel,
  typingLine,
  viewersLine,
} from '../../../../web-admin/features/chat/chat-texts.ts';
import type { ShownMessage } from '../../../../web-client/types.ts';
import { aPendingMessage, aSentMessage } from './shown-message.ts';

test('[A3] a message is labelled with the name that the server gives', () => {
  expect(senderLabel(aSentMessage({ sender_name: 'Ann' }), 'Bob')).toBe('Ann');
});

test('[A4] a reply on its way is labelled with the name of its writer', () => {
  expect(senderLabel({ ...aPendingMessage('mine'), sender_name: '' }, 'Bob')).toBe('Bob');
});

test('[A3] a user without a name is a visitor', () => {
  expect(senderLabel(aSentMessage({ sender_name: '' }), 'Bob')).toBe('Visitor');
});

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

test('[A4] the line names who is typing', () => {
  expect(typingLine([])).toBe('');
  expect(typingLine(['Ann'])).toBe('Ann is typing…');
  expect(typingLine(['Ann', 'Bob'])).toBe('Ann and Bob are typing…');
  expect(typingLine(['Ann', 'Bob', 'Cleo'])).toBe('Several people are typing…');
});

test('[A4] the line names who else has the chat open', () => {
  expect(viewersLine([])).toBe('');
  expect(viewersLine(['Ann'])).toBe('Ann is viewing this chat');
  expect(viewersLine(['Ann', 'Bob'])).toBe('Ann and Bob are viewing this chat');
  expect(viewersLine(['Ann', 'Bob', 'Cleo'])).toBe('Ann and 2 others are viewing this chat');
});
