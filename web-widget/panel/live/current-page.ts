import type { Page } from '../../../protocol/index.ts';

const URL_MAX_CHARACTERS = 2_048;

/** Where the user writes from, under the page's own title. An address that is too long loses its query. */
export function currentPage(title: string): Page {
  const { href, origin, pathname } = location;
  return {
    url: href.length > URL_MAX_CHARACTERS ? (origin + pathname).slice(0, URL_MAX_CHARACTERS) : href,
    title: title.slice(0, 500),
    language: (document.documentElement.lang || navigator.language).slice(0, 35),
  };
}
