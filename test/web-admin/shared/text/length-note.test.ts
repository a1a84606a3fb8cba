import { expect, test } from 'vitest';
import { lengthNote } from '../../../../web-admin/shared/text/length-note.ts';

test('the length is mentioned only near the limit', () => {
  expect(lengthNote('Hello')).toBe('');
  expect(lengthNote('x'.repeat(3_999))).toBe('1 of 4,000 characters left');
  expect(lengthNote('x'.repeat(4_000))).toBe('0 of 4,000 characters left');
  expect(lengthNote('x'.repeat(5_200))).toBe('1,200 over the limit of 4,000 characters');
});
