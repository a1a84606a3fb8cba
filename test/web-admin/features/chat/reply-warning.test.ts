import { expect, test } from 'vitest';
import {
  isHeldBack,
  type ReplyWarning,
} from '../../../../web-admin/features/chat/reply-warning.ts';

const warning: ReplyWarning = {
  reply: { sender_name: 'Cleo', content: 'Hello' },
  sinceMs: 10_000,
  isHeld: false,
};

test('[A4] without a warning everything is sent at once', () => {
  expect(isHeldBack(undefined, 'key', 10_000)).toBe(false);
  expect(isHeldBack(undefined, 'button', 10_000)).toBe(false);
});

test('[A4] the first Enter after a colleague’s answer is held, the second one sends', () => {
  expect(isHeldBack(warning, 'key', 60_000)).toBe(true);
  expect(isHeldBack({ ...warning, isHeld: true }, 'key', 60_000)).toBe(false);
});

test('[A4] the button sends, unless it had hardly changed when it was pressed', () => {
  expect(isHeldBack(warning, 'button', 10_100)).toBe(true);
  expect(isHeldBack(warning, 'button', 12_000)).toBe(false);
});
