/** Whether a picture of that name is to be taken: no words mean all, else one must be part of it. */
export function isWanted(name: string, words: readonly string[]): boolean {
  return words.length === 0 || words.some((word) => name.includes(word));
}
