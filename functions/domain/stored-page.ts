import type { Page } from '../../protocol/index.ts';
import { preview } from './preview.ts';

const URL_MAX = 300;
const TITLE_MAX = 100;

/**
 * Removes possible secrets from a page's URL: user name and password, the fragment, and all query
 * parameters except `pageParameters`.
 */
export function pageAddress(url: string, pageParameters: readonly string[]): string {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  address.hash = '';
  for (const name of new Set(address.searchParams.keys())) {
    if (!pageParameters.includes(name)) address.searchParams.delete(name);
  }
  // Removes a remaining question mark.
  if (address.searchParams.size === 0) address.search = '';
  return address.href;
}

/** The page as the chat stores it: shortened, because every later message of the chat rewrites it. */
export function storedPage(page: Page | undefined): Page | undefined {
  if (!page) return undefined;
  return {
    url: shortenedUrl(page.url),
    title: preview(page.title, TITLE_MAX),
    language: page.language,
  };
}

/** A URL that is cut anywhere leads nowhere. If it is too long, drop its query, then its path. */
function shortenedUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  const shorter = origin === 'null' ? [url] : [url, `${origin}${pathname}`, origin];
  return shorter.find(({ length }) => length <= URL_MAX) ?? '';
}
