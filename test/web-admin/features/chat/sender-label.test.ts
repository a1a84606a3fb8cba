import { expect, test } from 'vitest';
import { senderLabel } from '../../../../web-admin/features/chat/sender-label.ts';
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
