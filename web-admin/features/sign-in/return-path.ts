import { ADMIN_PATH } from '../../shared/navigation/paths.ts';

/** The page to show after a sign-in. Anything but a page of the dashboard becomes its first page. */
export function returnPath(state: unknown): string {
  if (typeof state !== 'string' || !URL.canParse(state, ANY_ORIGIN)) return ADMIN_PATH;
  const url = new URL(state, ANY_ORIGIN);
  const isOurs = url.origin === ANY_ORIGIN && url.pathname.startsWith(ADMIN_PATH);
  return isOurs ? url.pathname + url.search : ADMIN_PATH;
}

/** Whether the issuer opened the page, with its response to a sign-in. */
export function isSignInResponse(search: string): boolean {
  const query = new URLSearchParams(search);
  return query.has('state') && (query.has('code') || query.has('error'));
}

const ANY_ORIGIN = 'https://dashboard.invalid';
