import type { Page } from '../../../protocol/index.ts';

const URL_MAX_CHARACTERS = 2_048;

/**
 * Where the user writes from, under the page's own title. The fragment stays in the browser, and so
 * does the query of an address that is too long.
 */
export function currentPage(title: string): Page {
  const { href, origin, pathname } = location;
  const [url = ''] = href.split('#');
  return {
    url: url.length > URL_MAX_CHARACTERS ? (origin + pathname).slice(0, URL_MAX_CHARACTERS) : url,
    title: title.slice(0, 500),
    language: (document.documentElement.lang || navigator.language).slice(0, 35),
  };
}
