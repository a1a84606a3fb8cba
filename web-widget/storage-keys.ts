/** What the names of a chat's keys in the page's local storage begin with. */
export const storagePrefix = (origin: string) => `support-chat:${origin}:`;

/** What the tab's session storage has of a page that was left with the panel open. */
export const openMarkKey = (origin: string) => `${storagePrefix(origin)}open`;

/**
 * The keys of this chat in the page's local storage: none, unless somebody has used it in this browser
 * before. Reads nothing but names. They come in the order to remove them in: `session` is the last,
 * for when that goes, other tabs take it that everything has gone.
 */
export function storedKeys(origin: string): string[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(storagePrefix(origin)));
    return keys.sort().reverse();
  } catch {
    return [];
  }
}
