import { expect, test } from 'vitest';
import { viewersLine } from '../../../../web-admin/features/chat/viewers-line.ts';

test('[A4] the line names who else has the chat open', () => {
  expect(viewersLine([])).toBe('');
  expect(viewersLine(['Ann'])).toBe('Ann is viewing this chat');
  expect(viewersLine(['Ann', 'Bob'])).toBe('Ann and Bob are viewing this chat');
  expect(viewersLine(['Ann', 'Bob', 'Cleo'])).toBe('Ann and 2 others are viewing this chat');
});
