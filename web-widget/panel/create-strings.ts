import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { Deployed } from '../panel-contract.ts';
import type { Strings } from '../strings/en.ts';
import { loadStrings } from '../strings/load-strings.ts';

/**
 * The panel's words, which follow the page's language and the options. Read where they are shown, they
 * change in place: what is being read or written stays as it is, and so does the focus.
 */
export function createStrings(first: Strings, options: Accessor<Deployed>): Strings {
  const [loaded, setLoaded] = createSignal(first);
  const current = createMemo(() => withOptions(loaded(), options()));
  const pageLanguage = createPageLanguage();
  const language = createMemo(() => languageOf(options(), pageLanguage()));
  createEffect(() => {
    let isLatest = true;
    onCleanup(() => {
      isLatest = false;
    });
    void loadStrings(language()).then((strings) => isLatest && setLoaded(strings));
  });
  return new Proxy(first, { get: (_, name) => Reflect.get(current(), name) });
}

/** Many pages set their language after loading, and change it without a reload. */
function createPageLanguage(): Accessor<string> {
  const page = document.documentElement;
  const [tag, setTag] = createSignal(page.lang);
  const observer = new MutationObserver(() => setTag(page.lang));
  observer.observe(page, { attributeFilter: ['lang'] });
  onCleanup(() => observer.disconnect());
  return tag;
}

/** The language to speak: what the page or the deployment chose, else the page's own. */
export const languageOf = ({ language }: Deployed, pageLanguage: string): string =>
  `${language || pageLanguage || navigator.language}`;

/** The words, with the page's own where it has set some. */
function withOptions(strings: Strings, { title, greeting }: Deployed): Strings {
  return {
    ...strings,
    title: `${title || strings.title}`,
    launcher: `${title || strings.launcher}`,
    greeting: `${greeting || strings.greeting}`,
  };
}
