import { expect, test } from 'vitest';
import { charactersOver, lengthNote } from '../../../web-admin/chat/content-length.ts';

test('length is counted in characters, trimmed, as the server does', () => {
  expect(charactersOver('x'.repeat(4_000))).toBe(0);
  expect(charactersOver(` ${'😀'.repeat(4_000)}\n`)).toBe(0);
  expect(charactersOver('x'.repeat(4_001))).toBe(1);
});

test('the length is mentioned only near the limit', () => {
  expect(lengthNote('Hello')).toBe('');
  expect(lengthNote('x'.repeat(3_999))).toBe('1 of 4,000 characters left');
  expect(lengthNote('x'.repeat(4_000))).toBe('0 of 4,000 characters left');
  expect(lengthNote('x'.repeat(5_200))).toBe('1,200 over the limit of 4,000 characters');
});
