/** A stretch of plain text, or of text that leads to `href`. */
export type TextPart = { readonly text: string; readonly href?: string };

/** Ends before signs that cannot be seen, some of which would turn around what stands after them. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"\p{C}]+/giu;
const CLOSING = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/**
 * Splits what somebody wrote at the web addresses in it. Only `http` and `https` become links; the
 * punctuation that ends a sentence stays outside. The parts' texts together are the text itself.
 */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutSentenceEnd(found);
    const href = webAddress(address);
    if (!href) continue;
    if (index > done) parts.push({ text: text.slice(done, index) });
    parts.push({ text: address, href });
    done = index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

function withoutSentenceEnd(address: string): string {
  let end = address.length;
  while (end > 0 && endsSentence(address.slice(0, end))) end--;
  return address.slice(0, end);
}

function endsSentence(address: string): boolean {
  const last = address.slice(-1);
  const opening = CLOSING.get(last);
  if (opening) return count(address, last) > count(address, opening);
  return /[.,:;!?'*_~…»”’、。！？）]/.test(last);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/**
 * Not where the address only looks like another: `https://bank.example@evil.example`, or a host
 * that mixes Latin letters with the Greek or Cyrillic ones that look alike.
 */
function webAddress(text: string): string | undefined {
  if (!URL.canParse(text) || isLookAlike(text.split('/')[2] ?? '')) return undefined;
  const { href, username, password } = new URL(text);
  return username || password ? undefined : href;
}

function isLookAlike(host: string): boolean {
  return /[a-z]/i.test(host) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(host);
}
