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
