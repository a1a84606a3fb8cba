import { CONTENT_MAX_CHARACTERS } from '../../../protocol/index.ts';
import { charactersLeft, isNearLimit } from '../../../web-client/message-length.ts';

/** What to say about the length of a message; empty while it is far from the limit. */
export function lengthNote(text: string): string {
  const left = charactersLeft(text);
  const limit = `${CONTENT_MAX_CHARACTERS.toLocaleString('en')} characters`;
  if (left < 0) return `${Math.abs(left).toLocaleString('en')} over the limit of ${limit}`;
  return isNearLimit(left) ? `${left} of ${limit} left` : '';
}
