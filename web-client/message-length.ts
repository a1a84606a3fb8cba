import { CONTENT_MAX_CHARACTERS } from '../protocol/limits.ts';

const NEAR_CHARACTERS = 200;

/** How many more characters a message may have; negative when it is too long. */
export function charactersLeft(text: string): number {
  return CONTENT_MAX_CHARACTERS - [...text.trim()].length;
}

/** Whether the limit is close enough to be worth showing. */
export function isNearLimit(left: number): boolean {
  return left <= NEAR_CHARACTERS;
}
