import { CONTENT_MAX_CHARACTERS } from '../../protocol/index.ts';
import { InvalidRequestError, TooLargeError } from './errors.ts';

/** What is stored of what was typed: trimmed. Throws when it is blank or too long. */
export function messageContent(typed: string): string {
  const content = typed.trim();
  if (!VISIBLE.test(content)) throw new InvalidRequestError('content: must not be blank');
  if (characterCount(content) > CONTENT_MAX_CHARACTERS) {
    throw new TooLargeError(`content: at most ${CONTENT_MAX_CHARACTERS} characters`);
  }
  return content;
}

/** Something besides spaces and signs that only steer others, such as a zero-width joiner alone. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

function characterCount(text: string): number {
  return text.length <= CONTENT_MAX_CHARACTERS ? text.length : Array.from(text).length;
}
