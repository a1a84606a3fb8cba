/** Where in a word there is an address, and where it leads. */
export type FoundAddress = { readonly start: number; readonly end: number; readonly href: string };

/** What an email address has on either side of its `@`, as far as people really have it. */
const LOCAL = /[\w.+'-]/;
const DOMAIN = /[a-z\d.-]/i;
const LOCAL_MAX = 64;
const DOMAIN_MAX = 253;
/** Beside any of these stands only a piece of an address, and it would be somebody else's. */
const CUTS_OFF = /[@/\p{M}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/** The email addresses in a word. Takes as long as the word is, whatever stands in it. */
export function emailAddresses(word: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (let at = word.indexOf('@'); at >= 0; at = word.indexOf('@', at + 1)) {
    const address = addressAt(word, at);
    if (address) found.push(address);
  }
  return found;
}

function addressAt(word: string, at: number): FoundAddress | undefined {
  let start = at;
  while (at - start <= LOCAL_MAX && LOCAL.test(word[start - 1] ?? '')) start--;
  let end = at + 1;
  while (end - at <= DOMAIN_MAX && DOMAIN.test(word[end] ?? '')) end++;
  if (CUTS_OFF.test((word[start - 1] ?? '') + (word[end] ?? ''))) return undefined;
  // Quotes before it, and the end of the sentence.
  while (/['.-]/.test(word[start] ?? '')) start++;
  while (/[.-]/.test(word[end - 1] ?? '')) end--;
  const labels = word.slice(at + 1, end).split('.');
  const isDomain =
    labels.length > 1 && !labels.includes('') && /^[a-z]+$/i.test(labels.at(-1) ?? '');
  if (start >= at || !isDomain) return undefined;
  return { start, end, href: `mailto:${word.slice(start, end)}` };
}
