import { expect, test } from 'vitest';
import { isEmojiOnly } from '../../../../web-widget/panel/live/is-emoji-only.ts';

test.each(['👍', '🎉 🎉', '❤️', '👍🏽👨‍👩‍👧🇳🇴', '✌🏽', '1️⃣'])('[U3] "%s" is shown large', (text) => {
  expect(isEmojiOnly(text)).toBe(true);
});

test.each(['', 'ok', 'ok 👍', '👍👍👍👍', '1', '©', '#1', '👍!'])('[U3] "%s" is not', (text) => {
  expect(isEmojiOnly(text)).toBe(false);
});
