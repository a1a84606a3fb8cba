import { en, type Strings } from './en.ts';

/** Each a file of its own, which only those fetch who read it. English comes with the panel. */
const LANGUAGES: Readonly<Record<string, () => Promise<{ strings: Strings }>>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  he: () => import('./he.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  pt: () => import('./pt.ts'),
  ru: () => import('./ru.ts'),
  sv: () => import('./sv.ts'),
  tr: () => import('./tr.ts'),
  uk: () => import('./uk.ts'),
  zh: () => import('./zh.ts'),
};

/** Traditional characters: simplified ones would look like another country's site. */
const TRADITIONAL_CHINESE = /^zh-(hant|tw|hk|mo)/;

/**
 * The words in the language of a tag such as `pt-BR`, which may be written as carelessly as pages
 * do. English stands in where there is none of that language, or where the network does not give it.
 */
export async function loadStrings(tag: string): Promise<Strings> {
  const name = tag.trim().toLowerCase().replaceAll('_', '-').replace(/^iw/, 'he');
  const [language = ''] = name.split('-');
  if (!Object.hasOwn(LANGUAGES, language) || TRADITIONAL_CHINESE.test(name)) return en;
  const loaded = await LANGUAGES[language]?.().catch(() => undefined);
  return loaded?.strings ?? en;
}
