import { emailAddresses, type FoundAddress } from './email-addresses.ts';

/** A stretch of plain text, or of text that leads to `href`. */
export type TextPart = { readonly text: string; readonly href?: string };

/** Ends before signs that cannot be seen, some of which would turn around what stands after them. */
const WORD = /[^\s<>"\p{C}]+/gu;
const WEB = /\bhttps?:\/\/|(?<![\w@./-])www\./i;
const SENTENCE_END = /[.,:;!?'*_~…»”’、。！？）]/;
const CLOSING = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/**
 * Splits what somebody wrote at the web and email addresses in it. Nothing but `http`, `https` and
 * `mailto` becomes a link; the punctuation that ends a sentence stays outside. The parts' texts
 * together are the text itself.
 */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    for (const { start, end, href } of addressesIn(word)) {
      if (index + start > done) parts.push({ text: text.slice(done, index + start) });
      parts.push({ text: text.slice(index + start, index + end), href });
      done = index + end;
    }
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

/** What begins like a web address is that or nothing: behind an `@` it would lead elsewhere. */
function addressesIn(word: string): FoundAddress[] {
  const start = word.search(WEB);
  if (start < 0) return word.includes('://') ? [] : emailAddresses(word);
  const address = withoutSentenceEnd(word.slice(start));
  const href = webAddress(address);
  return href ? [{ start, end: start + address.length, href }] : [];
}

function withoutSentenceEnd(address: string): string {
  const counts = new Map<string, number>();
  const count = (sign: string) => counts.get(sign) ?? 0;
  for (const sign of address) counts.set(sign, count(sign) + 1);
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? '';
    const opening = CLOSING.get(last);
    if (opening ? count(last) <= count(opening) : !SENTENCE_END.test(last)) break;
    counts.set(last, count(last) - 1);
  }
  return address.slice(0, end);
}

/**
 * Not where the address only looks like another: `https://bank.example@evil.example`, or a host
 * that mixes Latin letters with the Greek or Cyrillic ones that look alike.
 */
function webAddress(text: string): string | undefined {
  const isShort = /^www/i.test(text);
  const address = isShort ? `https://${text}` : text;
  if (!URL.canParse(address) || isLookAlike(address.split('/')[2] ?? '')) return undefined;
  const { href, host, username, password } = new URL(address);
  const isPlain = !username && !password && (!isShort || host.split('.').length > 2);
  return isPlain ? href : undefined;
}

function isLookAlike(host: string): boolean {
  return /[a-z]/i.test(host) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(host);
}
