/** What the names of a chat's keys in the page's local storage begin with. */
export const storagePrefix = (origin: string) => `support-chat:${origin}:`;

/**
 * The keys of this chat in the page's local storage: none, unless somebody has used it in this browser
 * before. Reads nothing but names. They come in the order to remove them in: `session` is the last,
 * for when that goes, other tabs take it that everything has gone.
 */
export function tracesOf(origin: string, area = () => localStorage): string[] {
  try {
    const keys = Object.keys(area()).filter((key) => key.startsWith(storagePrefix(origin)));
    return keys.sort().reverse();
  } catch {
    return [];
  }
}
