import { en, type Strings } from './en.ts';

/** Each a file of its own, which only those fetch who read it. English comes with the panel. */
const LANGUAGES: Readonly<Record<string, () => Promise<{ strings: Strings }>>> = {
  ar: () => import('./ar.ts'),
  cs: () => import('./cs.ts'),
  da: () => import('./da.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fi: () => import('./fi.ts'),
  fr: () => import('./fr.ts'),
  he: () => import('./he.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  ko: () => import('./ko.ts'),
  nb: () => import('./nb.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  pt: () => import('./pt.ts'),
  ru: () => import('./ru.ts'),
  sv: () => import('./sv.ts'),
  tr: () => import('./tr.ts'),
  uk: () => import('./uk.ts'),
  zh: () => import('./zh.ts'),
  'zh-hant': () => import('./zh-hant.ts'),
};

/** Traditional characters: simplified ones would look like another country's site. */
const TRADITIONAL_CHINESE = /^zh-(hant|tw|hk|mo)/;
/** Hebrew's old tag, and Norwegian's: readers of Nynorsk read Bokmål rather than English. */
const OTHER_TAGS: Readonly<Record<string, string>> = { iw: 'he', no: 'nb', nn: 'nb' };

/**
 * The words in the language of a tag such as `pt-BR`, which may be written as carelessly as pages
 * do. English stands in where there is none of that language, or where the network does not give it.
 */
export async function loadStrings(tag: string): Promise<Strings> {
  const name = languageOf(tag.trim().toLowerCase().replaceAll('_', '-'));
  if (!Object.hasOwn(LANGUAGES, name)) return en;
  const loaded = await LANGUAGES[name]?.().catch(() => undefined);
  return loaded?.strings ?? en;
}

function languageOf(tag: string): string {
  if (TRADITIONAL_CHINESE.test(tag)) return 'zh-hant';
  const [language = ''] = tag.split('-');
  return Object.hasOwn(OTHER_TAGS, language) ? (OTHER_TAGS[language] ?? '') : language;
}
