import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ChatSchema } from '../../../functions/domain/chat.ts';
import { emptyChat, withNextMessage } from '../../../functions/domain/outgoing-message.ts';
import { anOutgoingMessage } from '../../support/builders.ts';

const NOW = '2026-01-01T00:00:00.000Z';
const chat_id = '0d9c5f4e-3a4e-4d25-9b7f-222222222222';
const details = { user_id: 'alice', user_email: null, user_name: null, user_verified: true };
const empty = emptyChat(chat_id, details, NOW);

const chatAfter = (url: string, type: 'user' | 'admin' = 'user', chat = empty) =>
  withNextMessage(
    chat,
    details,
    { type, id: type, name: type },
    { ...anOutgoingMessage({ chat_id }), page: { url, title: '', language: '' } },
    NOW,
  );

describe('[H3] the stored page', () => {
  test('is the page that the user wrote from, not an admin', () => {
    const chat = chatAfter('https://shop.example/cart');
    expect(chatAfter('https://chat.example/admin/', 'admin', chat).page?.url).toBe(
      'https://shop.example/cart',
    );
  });

  test.each([
    [`https://shop.example/cart?${'q'.repeat(300)}`, 'https://shop.example/cart'],
    [`https://shop.example/${'p'.repeat(300)}`, 'https://shop.example'],
    [`https://${'h'.repeat(280)}:${'p'.repeat(100)}@shop.example/`, 'https://shop.example/'],
    [`data:text/plain,${'x'.repeat(300)}`, ''],
  ])('is shortened to a URL that still works', (url, kept) => {
    expect(chatAfter(url).page?.url).toBe(kept);
  });

  test('never makes a chat that cannot be parsed', () => {
    const hostile = `https://${'h'.repeat(280)}:${'p'.repeat(100)}@shop.example/`;
    expect(v.is(ChatSchema, chatAfter(hostile))).toBe(true);
  });
});
