import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadWords } from '../../../../web-widget/panel/question/load-words.ts';
import { en, type Words } from '../../../../web-widget/panel/question/words/en.ts';
import { loadStrings } from '../../../../web-widget/strings/load-strings.ts';

const EMAIL = 'a•••@example.com';

/** Every language that the panel speaks has questions of its own. */
const LANGUAGES = readdirSync('web-widget/panel/question/words')
  .map((name) => name.replace('.ts', ''))
  .filter((name) => name !== 'en');

const said = (words: Words) =>
  new Map(
    Object.entries(words).map(([key, phrase]) => [
      key,
      typeof phrase === 'string' ? phrase : phrase(EMAIL),
    ]),
  );

test('every language of the panel has its questions', () => {
  const panel = readdirSync('web-widget/strings').map((name) => name.replace('.ts', ''));
  const others = ['launcher', 'load-strings', 'plural'];
  expect(panel.filter((name) => !others.includes(name)).sort()).toEqual(
    [...LANGUAGES, 'en'].sort(),
  );
});

describe.each(LANGUAGES)('the questions in %s', (language) => {
  test('are found by what the panel calls its language', async () => {
    const { locale } = await loadStrings(language);
    expect(await loadWords(locale)).not.toBe(en);
  });

  test('say everything that English says, in their own words, and name the address', async () => {
    const { locale } = await loadStrings(language);
    const words = said(await loadWords(locale));
    const english = said(en);
    expect([...words.keys()]).toEqual([...english.keys()]);
    for (const [key, phrase] of words) expect(phrase).not.toBe(english.get(key));
    expect(words.get('continueOf')).toContain(EMAIL);
  });

  test('are set with care', async () => {
    const { locale } = await loadStrings(language);
    for (const phrase of said(await loadWords(locale)).values()) {
      expect(phrase.trim()).not.toBe('');
      expect(phrase).not.toMatch(/'|"|\.\.\.| {2}|\s$/);
      if (language === 'fr') expect(phrase).not.toMatch(/ [:;!?»]|[^\s][:;!?»]/);
    }
  });
});

test('are in English where the panel’s language is none of them', async () => {
  expect(await loadWords('eo')).toBe(en);
});
