/** What the names of a chat's keys in the page's local storage begin with. */
export const storagePrefix = (origin: string) => `support-chat:${origin}:`;

/** Whether somebody has used this chat in this browser before. Reads nothing but names. */
export function hasTraces(origin: string, area = () => localStorage): boolean {
  try {
    return Object.keys(area()).some((key) => key.startsWith(storagePrefix(origin)));
  } catch {
    return false;
  }
}
