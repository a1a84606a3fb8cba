import { expect, test } from 'vitest';
import { plural } from '../../../web-widget/strings/plural.ts';

test('[U13] a count takes the form of its language', () => {
  const files = plural('pl', { one: '# plik', few: '# pliki', other: '# plików' });
  expect([1, 2, 5, 12, 22, 1_000].map(files)).toEqual([
    '1 plik',
    '2 pliki',
    '5 plików',
    '12 plików',
    '22 pliki',
    '1000 plików',
  ]);
});

test('[U13] a number is written as its language writes it', () => {
  expect(plural('de', { other: '# Zeichen' })(4_000)).toBe('4.000 Zeichen');
});
