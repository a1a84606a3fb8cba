/**
 * By so many beginnings a name is found: the whole name, and the last words of it. Each is an entry
 * of its own in the table, so their number is what a changed name costs.
 */
export const NAME_TERMS_MAX = 4;

/** A text as it is searched for, and as it is found. */
export const searchTerm = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

/** The texts by whose beginnings somebody is found (H6): the first of each list is the whole. */
export type SearchTerms = {
  readonly email: readonly string[];
  readonly domain: readonly string[];
  readonly name: readonly string[];
};

/** What somebody is found by. */
export function searchTerms(user: {
  readonly user_email: string | null;
  readonly user_name: string | null;
}): SearchTerms {
  const email = searchTerm(user.user_email ?? '');
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return {
    email: email === '' ? [] : [email],
    domain: domain === '' ? [] : [domain],
    name: nameTerms(searchTerm(user.user_name ?? '')),
  };
}

/** A domain may be asked for with the sign before it. */
export const domainTerm = (q: string): string => searchTerm(q).replace(/^@/, '');

/** Whether a search for `q` finds somebody. */
export function isFoundBy(q: string, user: Parameters<typeof searchTerms>[0]): boolean {
  const { email, domain, name } = searchTerms(user);
  const term = searchTerm(q);
  const host = domainTerm(q);
  return (
    [...email, ...name].some((text) => text.startsWith(term)) ||
    (host !== '' && domain.some((text) => text.startsWith(host)))
  );
}

function nameTerms(name: string): string[] {
  if (name === '') return [];
  const later = [...name.matchAll(BETWEEN_WORDS)].map(({ 0: gap, index }) =>
    name.slice(index + gap.length),
  );
  return [name, ...later.slice(-(NAME_TERMS_MAX - 1))];
}

/** What stands before a letter or digit and is neither, such as a space or a hyphen. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+(?=[\p{L}\p{N}])/gu;
