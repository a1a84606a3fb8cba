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
  ['zh-TW', 'zh-Hant'],
  ['zh-Hant', 'zh-Hant'],
  ['zh_HK', 'zh-Hant'],
  ['zh-Hant-HK', 'zh-Hant'],
  ['zh-MO', 'zh-Hant'],
  ['no', 'nb'],
  ['nb-NO', 'nb'],
  ['nn-NO', 'nb'],
  ['sr-Latn', 'en'],
  ['', 'en'],
  ['en-GB', 'en'],
])('[U13] "%s" is answered in %s', async (tag, locale) => {
  expect(await localeOf(tag)).toBe(locale);
});

test.each(['hu', 'el', 'constructor', '__proto__', 'iwo', 'dex'])(
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
