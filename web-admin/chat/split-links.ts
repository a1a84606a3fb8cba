/** A stretch of a message: plain text, or a link when it has an address. */
type TextPart = { readonly text: string; readonly href?: string };

/**
 * Splits a message at its `http` and `https` addresses. The parts put together are the message.
 * Punctuation that ends a sentence, and a bracket that was opened before the address, stay outside.
 */
export function splitLinks(content: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of content.matchAll(ADDRESS)) {
    const text = withoutTrailing(match[0]);
    if (!URL.canParse(text)) continue;
    if (match.index > end) parts.push({ text: content.slice(end, match.index) });
    parts.push({ text, href: new URL(text).href });
    end = match.index + text.length;
  }
  if (end < content.length) parts.push({ text: content.slice(end) });
  return parts;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/gi;
const CLOSING: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

function withoutTrailing(address: string): string {
  let end = address.length;
  while (end > 0 && isOutside(address, end)) end -= 1;
  return address.slice(0, end);
}

/** Whether the last character of `address.slice(0, end)` belongs to the sentence around it. */
function isOutside(address: string, end: number): boolean {
  const last = address.charAt(end - 1);
  if (".,;:!?'*_~".includes(last)) return true;
  const opening = CLOSING[last];
  if (opening === undefined) return false;
  const inside = address.slice(0, end);
  return inside.split(last).length > inside.split(opening).length;
}
