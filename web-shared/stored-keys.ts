/**
 * The keys in the site's local storage that begin with a prefix, in reverse alphabetical order; none
 * where the browser blocks the storage. Reads nothing but names.
 */
export function storedKeys(prefix: string): string[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return keys.sort().reverse();
  } catch {
    return [];
  }
}
