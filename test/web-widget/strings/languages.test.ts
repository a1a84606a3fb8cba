import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en, type Strings } from '../../../web-widget/strings/en.ts';
import { loadStrings } from '../../../web-widget/strings/load-strings.ts';

/** What is written as in English, and right so. */
const SAME_AS_ENGLISH: Record<string, string[]> = {
  da: ['Offline'],
  de: ['Support', 'Offline'],
  fr: ['Messages'],
  it: ['Offline'],
  nl: ['Offline'],
  pl: ['Offline'],
  pt: ['Offline'],
  sv: ['Offline'],
};
const ELLIPSIS = '…';

/** How many shapes a whole number gives to each counted phrase: unread, left, too long. */
const SHAPES: Record<string, [number, number, number]> = {
  ar: [4, 6, 5],
  cs: [3, 3, 3],
  da: [2, 1, 1],
  de: [2, 1, 1],
  es: [2, 2, 2],
  fi: [2, 2, 2],
  fr: [2, 2, 2],
  he: [3, 3, 3],
  it: [2, 2, 2],
  ja: [1, 1, 1],
  ko: [1, 1, 1],
  nb: [2, 1, 1],
  nl: [2, 2, 2],
  pl: [3, 3, 3],
  pt: [2, 2, 2],
  ru: [3, 3, 1],
  sv: [2, 1, 1],
  tr: [1, 1, 1],
  uk: [3, 3, 1],
  zh: [1, 1, 1],
  'zh-hant': [1, 1, 1],
};
const LANGUAGES = Object.keys(SHAPES);
const COUNTS = [0, 1, 2, 3, 5, 11, 21, 100, 1_000];

/** Languages that say none, one and two in a word rather than a digit. */
const COUNTS_IN_WORDS: Record<string, number[]> = { ar: [0, 1, 2], he: [1, 2] };

const NAME = 'Ada';

test('[U13] every language that has a file is offered, and proved here', () => {
  const others = ['en', 'launcher', 'load-strings', 'plural'];
  const files = readdirSync('web-widget/strings').map((name) => name.replace('.ts', ''));
  expect(files.filter((name) => !others.includes(name)).sort()).toEqual(LANGUAGES);
  expect(LANGUAGES.length).toBeGreaterThanOrEqual(9);
});

describe.each(LANGUAGES)('[U13] %s', (language) => {
  test('says everything that English says, and nothing else', async () => {
    const strings = await loadStrings(language);
    expect(strings).not.toBe(en);
    expect([...phrases(strings).keys()]).toEqual([...phrases(en).keys()]);
    for (const phrase of phrases(strings).values()) expect(phrase.trim()).not.toBe('');
  });

  test('leaves nothing in English by accident', async () => {
    const english = phrases(en);
    const same = [...phrases(await loadStrings(language))]
      .filter(([key, phrase]) => phrase === english.get(key))
      .map(([, phrase]) => phrase)
      .filter((phrase) => phrase !== ELLIPSIS && !/^(ltr|rtl)$/.test(phrase));
    expect(same.sort()).toEqual((SAME_AS_ENGLISH[language] ?? []).sort());
  });

  test('says names and addresses where they belong', async () => {
    const { typing, email } = await loadStrings(language);
    expect(typing(NAME)).toContain(NAME);
    expect(email.saved('ada@example.com')).toContain('ada@example.com');
  });

  test('counts in its own numbers and shapes', async () => {
    const { locale, unread, charactersLeft, charactersOver } = await loadStrings(language);
    const counted = [unread, charactersLeft, charactersOver];
    for (const count of COUNTS) {
      if (COUNTS_IN_WORDS[language]?.includes(count)) continue;
      for (const phrase of counted) expect(phrase(count)).toContain(count.toLocaleString(locale));
    }
    const texts = counted.map((phrase) => COUNTS.map(phrase));
    expect(texts.flat().join()).not.toContain('#');
    expect(counted.map((phrase) => shapesOf(phrase, locale))).toEqual(SHAPES[language]);
  });

  test('has a greeting and a sign-in note with a heading, and writes in its own direction', async () => {
    const strings = await loadStrings(language);
    for (const text of [strings.greeting, strings.signIn]) expect(text.split('\n')).toHaveLength(2);
    expect(strings.dir).toBe(['ar', 'he'].includes(language) ? 'rtl' : 'ltr');
    expect(Intl.getCanonicalLocales(strings.locale)[0]?.split('-')[0]).toBe(language.split('-')[0]);
  });

  test('is set with care', async () => {
    for (const phrase of phrases(await loadStrings(language)).values()) {
      expect(phrase).not.toMatch(/'|"|\.\.\.| {2}|\s$/);
      // A line must not begin with what belongs to the word before.
      if (language === 'fr') expect(phrase).not.toMatch(/ [:;!?»]|[^\s][:;!?»]/);
    }
  });
});

/** Every phrase by its place, such as `email.save`; what is made of a name or count, for one of them. */
function phrases(strings: Strings): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(strings)) {
    const inner = typeof value === 'object' ? Object.entries(value) : [['', value] as const];
    for (const [name, phrase] of inner) found.set(name ? `${key}.${name}` : key, spoken(phrase));
  }
  return found;
}

function spoken(phrase: string | ((value: never) => string)): string {
  if (typeof phrase === 'string') return phrase;
  // Names and counts alike may stand here: both are put in as they are.
  return Reflect.apply(phrase, undefined, [7]);
}

/** How many different texts are left of the counts up to a thousand, without their numbers. */
function shapesOf(phrase: (count: number) => string, locale: string): number {
  const counts = Array.from({ length: 1_001 }, (_, count) => count);
  return new Set(counts.map((n) => phrase(n).replace(n.toLocaleString(locale), '#'))).size;
}
