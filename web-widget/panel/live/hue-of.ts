const GOLDEN_ANGLE = 137.5;

/** A name's own colour, as an angle in degrees: the same on every screen and every day. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return Math.round(sum * GOLDEN_ANGLE) % 360;
}
