import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { usePanel } from '../context.ts';
import { en, type Words } from './words/en.ts';

/** Each a file of its own, for few people are ever asked anything. By the panel's own `locale`. */
const LANGUAGES: Readonly<Record<string, () => Promise<{ words: Words }>>> = {
  ar: () => import('./words/ar.ts'),
  cs: () => import('./words/cs.ts'),
  da: () => import('./words/da.ts'),
  de: () => import('./words/de.ts'),
  es: () => import('./words/es.ts'),
  fi: () => import('./words/fi.ts'),
  fr: () => import('./words/fr.ts'),
  he: () => import('./words/he.ts'),
  it: () => import('./words/it.ts'),
  ja: () => import('./words/ja.ts'),
  ko: () => import('./words/ko.ts'),
  nb: () => import('./words/nb.ts'),
  nl: () => import('./words/nl.ts'),
  pl: () => import('./words/pl.ts'),
  pt: () => import('./words/pt.ts'),
  ru: () => import('./words/ru.ts'),
  sv: () => import('./words/sv.ts'),
  tr: () => import('./words/tr.ts'),
  uk: () => import('./words/uk.ts'),
  'zh-Hans': () => import('./words/zh.ts'),
  'zh-Hant': () => import('./words/zh-hant.ts'),
};

/** What the questions say in the panel's language; in English where the network does not give it. */
export async function loadWords(locale: string): Promise<Words> {
  const loaded = await LANGUAGES[locale]?.().catch(() => undefined);
  return loaded?.words ?? en;
}

/** What the questions say, in the language of the panel around them; undefined until they have come. */
export function createWords(): Accessor<Words | undefined> {
  const { strings } = usePanel();
  const [words, setWords] = createSignal<Words>();
  createEffect(() => {
    let isLatest = true;
    onCleanup(() => {
      isLatest = false;
    });
    void loadWords(strings.locale).then((loaded) => isLatest && setWords(loaded));
  });
  return words;
}
