/**
 * The number of search entries for a name: the whole name and its last words. Each is an item in the
 * table, so this is what a changed name costs.
 */
export const NAME_TERMS_MAX = 4;

/** Normalises a text for searching, on both sides. */
export const searchTerm = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

/** The texts whose beginnings find a user (H6). The first of each list is the whole text. */
export type SearchTerms = {
  readonly email: readonly string[];
  readonly domain: readonly string[];
  readonly name: readonly string[];
};

/** What a user is found by. */
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

/** A search for a domain may start with `@`. */
export const domainTerm = (q: string): string => searchTerm(q).replace(/^@/, '');

/** Whether a search for `q` finds a user. */
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

/** A character before a letter or digit that is neither, such as a space or a hyphen. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+(?=[\p{L}\p{N}])/gu;
