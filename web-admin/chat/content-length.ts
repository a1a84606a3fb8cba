import { CONTENT_MAX_CHARACTERS } from '../../protocol/index.ts';

/** How many characters a message is over the limit; negative while there is room. */
export function charactersOver(text: string): number {
  return [...text.trim()].length - CONTENT_MAX_CHARACTERS;
}

/** What to say about the length of a message; empty while it is far from the limit. */
export function lengthNote(text: string): string {
  const over = charactersOver(text);
  const limit = `${CONTENT_MAX_CHARACTERS.toLocaleString('en')} characters`;
  if (over > 0) return `${over.toLocaleString('en')} over the limit of ${limit}`;
  return over > -NOTE_FROM ? `${Math.abs(over)} of ${limit} left` : '';
}

const NOTE_FROM = 300;
