import { expect, test } from 'vitest';
import { initialsOf } from '../../../../web-widget/panel/live/initials.ts';

test.each([
  ['Ada', 'A'],
  ['Ada Lindqvist', 'AL'],
  ['ada maria lindqvist', 'AL'],
  ['  Åsa  (support) ', 'ÅS'],
  ['Юлия Петрова', 'ЮП'],
  ['ada@shop.example', 'A'],
  ['王小明', '王'],
  ['ليلى حداد', 'ل'],
  ['E\u0301lodie Roux', 'E\u0301R'],
  ['Team 24', 'T'],
  ['🎧', ''],
  ['', ''],
])('[U3] the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
