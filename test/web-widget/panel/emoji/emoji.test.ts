import { expect, test } from 'vitest';
import { EMOJI_GROUPS } from '../../../../web-widget/panel/emoji/emoji.ts';

test('every group fills its rows of eight, and no emoji comes twice', () => {
  for (const group of EMOJI_GROUPS) expect(group.length % 8).toBe(0);
  const all = EMOJI_GROUPS.flat();
  expect(new Set(all).size).toBe(all.length);
});

test('each is drawn as a picture, not as a letter', () => {
  for (const emoji of EMOJI_GROUPS.flat()) {
    expect(emoji).toMatch(/^(\p{Emoji_Presentation}|\p{Emoji}\uFE0F)$/u);
  }
});
