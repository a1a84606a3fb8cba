import { expect, test } from 'vitest';
import { typingLine } from '../../../../web-admin/features/chat/typing-line.ts';

test('[A4] the line names who is typing', () => {
  expect(typingLine([])).toBe('');
  expect(typingLine(['Ann'])).toBe('Ann is typing…');
  expect(typingLine(['Ann', 'Bob'])).toBe('Ann and Bob are typing…');
  expect(typingLine(['Ann', 'Bob', 'Cleo'])).toBe('Several people are typing…');
});
