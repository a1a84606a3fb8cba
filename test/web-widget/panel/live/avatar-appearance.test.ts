import { expect, test } from 'vitest';
import { avatarHue, initialsOf } from '../../../../web-widget/panel/live/avatar-appearance.ts';

test('[U3] a name has one colour, and names alike have colours apart', () => {
  const hues = ['Ada', 'Adb', 'Bo', 'Bo Aalto', '王小明', ''].map(avatarHue);
  for (const hue of hues) expect(hue >= 0 && hue < 360).toBe(true);
  expect(new Set(hues).size).toBe(hues.length);
  expect(avatarHue('Ada')).toBe(avatarHue('Ada'));
});

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
