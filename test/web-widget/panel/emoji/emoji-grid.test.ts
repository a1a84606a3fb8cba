import { describe, expect, test } from 'vitest';
import { EMOJI_GROUPS, moveInGrid } from '../../../../web-widget/panel/emoji/emoji-grid.ts';

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

const COUNT = 24;
const from = (index: number, key: string, dir: 'ltr' | 'rtl' = 'ltr') =>
  moveInGrid(key, index, COUNT, dir);

describe('the arrow keys among the emoji', () => {
  test.each([
    ['ArrowRight', 9, 10],
    ['ArrowLeft', 9, 8],
    ['ArrowDown', 9, 17],
    ['ArrowUp', 9, 1],
    ['Home', 9, 0],
    ['End', 9, 23],
  ])('%s leads from %i to %i', (key, index, next) => {
    expect(from(index, key)).toBe(next);
  });

  test('follow the direction of reading', () => {
    expect(from(9, 'ArrowRight', 'rtl')).toBe(8);
    expect(from(9, 'ArrowLeft', 'rtl')).toBe(10);
  });

  test('stay where nothing lies beyond', () => {
    expect(from(0, 'ArrowLeft')).toBe(0);
    expect(from(3, 'ArrowUp')).toBe(3);
    expect(from(23, 'ArrowRight')).toBe(23);
    expect(from(20, 'ArrowDown')).toBe(20);
  });

  test('leave other keys alone', () => {
    expect(from(9, 'Enter')).toBeUndefined();
  });
});
