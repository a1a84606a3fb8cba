import type { Page } from '../../../protocol/index.ts';

const URL_MAX_CHARACTERS = 2_048;

/** Where the user writes from. An address that is too long loses its query. */
export function currentPage(): Page {
  const { href, origin, pathname } = location;
  return {
    url: href.length > URL_MAX_CHARACTERS ? (origin + pathname).slice(0, URL_MAX_CHARACTERS) : href,
    title: document.title.slice(0, 500),
    language: (document.documentElement.lang || navigator.language).slice(0, 35),
  };
}
