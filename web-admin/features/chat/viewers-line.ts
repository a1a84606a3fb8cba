/** Which colleagues have the chat open, as one line; empty when nobody has. */
export function viewersLine(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) return '';
  if (second === undefined) return `${first} is viewing this chat`;
  if (names.length === 2) return `${first} and ${second} are viewing this chat`;
  return `${first} and ${names.length - 1} others are viewing this chat`;
}
