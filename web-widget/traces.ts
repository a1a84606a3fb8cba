/** What the names of a chat's keys in the page's local storage begin with. */
export const storagePrefix = (origin: string) => `support-chat:${origin}:`;

/**
 * The keys of this chat in the page's local storage: none, unless somebody has used it in this browser
 * before. Reads nothing but names.
 */
export function tracesOf(origin: string, area = () => localStorage): string[] {
  try {
    return Object.keys(area()).filter((key) => key.startsWith(storagePrefix(origin)));
  } catch {
    return [];
  }
}
