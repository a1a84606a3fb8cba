import { CONTENT_MAX_CHARACTERS } from '../../protocol/index.ts';
import { InvalidRequestError, TooLargeError } from './errors.ts';

/**
 * Trims the text that somebody typed. Throws `InvalidRequestError` if it is blank, `TooLargeError`
 * if it is too long.
 */
export function messageContent(typed: string): string {
  const content = typed.trim();
  if (!VISIBLE.test(content)) throw new InvalidRequestError('content: must not be blank');
  if (characterCount(content) > CONTENT_MAX_CHARACTERS) {
    throw new TooLargeError(`content: at most ${CONTENT_MAX_CHARACTERS} characters`);
  }
  return content;
}

/**
 * At least one visible character: not only spaces and control characters such as a zero-width
 * joiner.
 */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

function characterCount(text: string): number {
  return text.length <= CONTENT_MAX_CHARACTERS ? text.length : Array.from(text).length;
}
