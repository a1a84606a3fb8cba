/**
 * What stands for a name in a small circle: its first letter, and that of its last word where the
 * script has capitals. Others join their letters, and two out of context would be another word.
 */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]\p{M}*/u.exec(word) ?? []);
  const [first = '', ...rest] = letters.map((letter) => letter.toUpperCase());
  const last = rest.at(-1) ?? '';
  return last.toLowerCase() === last ? first : first + last;
}

const GOLDEN_ANGLE = 137.5;

/** A name's own colour, as an angle in degrees: the same on every screen and every day. */
export function avatarHue(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return Math.round(sum * GOLDEN_ANGLE) % 360;
}
