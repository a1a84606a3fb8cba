/** A stretch of plain text, or of text that leads to `href`. */
export type TextPart = { readonly text: string; readonly href?: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/gi;
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

function webAddress(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).href : undefined;
}
