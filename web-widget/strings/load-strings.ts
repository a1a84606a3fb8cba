import { en, type Strings } from './en.ts';

/** Each a file of its own, which only those fetch who read it. English comes with the panel. */
const LANGUAGES: Readonly<Record<string, (() => Promise<{ strings: Strings }>) | undefined>> = {};

/**
 * The words in the language of a tag such as `pt-BR`. English stands in where there is none of that
 * language, or where the network does not give it.
 */
export async function loadStrings(tag: string): Promise<Strings> {
  const [language = ''] = tag.toLowerCase().split('-');
  const loaded = await LANGUAGES[language]?.().catch(() => undefined);
  return loaded?.strings ?? en;
}
