import { expect, test } from 'vitest';
import { hueOf } from '../../../../web-widget/panel/live/hue-of.ts';

test('[U3] a name has one colour, and names alike have colours apart', () => {
  const hues = ['Ada', 'Adb', 'Bo', 'Bo Aalto', '王小明', ''].map(hueOf);
  for (const hue of hues) expect(hue >= 0 && hue < 360).toBe(true);
  expect(new Set(hues).size).toBe(hues.length);
  expect(hueOf('Ada')).toBe(hueOf('Ada'));
});
