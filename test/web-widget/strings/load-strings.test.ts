import fc from 'fast-check';
import { expect, test } from 'vitest';
import { en } from '../../../web-widget/strings/en.ts';
import { loadStrings } from '../../../web-widget/strings/load-strings.ts';

const localeOf = async (tag: string) => (await loadStrings(tag)).locale;

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['DE-ch', 'de'],
  ['pt-BR', 'pt'],
  ['pt_PT', 'pt'],
  [' fr-CA ', 'fr'],
  ['iw', 'he'],
  ['iw-IL', 'he'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-Hans-HK', 'zh-Hans'],
  ['sr-Latn', 'en'],
  ['', 'en'],
  ['en-GB', 'en'],
])('[U13] "%s" is answered in %s', async (tag, locale) => {
  expect(await localeOf(tag)).toBe(locale);
});

test.each(['zh-TW', 'zh-Hant', 'zh_HK', 'zh-Hant-HK', 'zh-MO'])(
  '[U13] readers of traditional characters (%s) get English rather than simplified ones',
  async (tag) => {
    expect(await localeOf(tag)).toBe('en');
  },
);

test.each(['no', 'nb', 'nn-NO', 'fi', 'constructor', '__proto__', 'iwo', 'dex'])(
  '[U13] what is not spoken here (%s) is answered in English',
  async (tag) => {
    expect(await loadStrings(tag)).toBe(en);
  },
);

test('[U13] whatever a page calls its language, there are words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (tag) => {
      expect((await loadStrings(tag)).title).toBeTruthy();
    }),
  );
});
