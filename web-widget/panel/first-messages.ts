import type { KeyValueStore } from '../../web-client/types.ts';

const KEY = 'first';

/**
 * What a newcomer wrote before the server could give them an identity, such as while offline. The
 * chat's own list of unsent messages begins with the identity; until then these outlive a reload.
 */
export function createFirstMessages(storage: KeyValueStore) {
  const kept = (): string[] => readTexts(storage.get(KEY));
  return {
    kept,
    // No array: some old libraries make JSON write those as texts.
    keep: (content: string) => storage.set(KEY, JSON.stringify({ ...[...kept(), content] })),
    forget: () => storage.remove(KEY),
  };
}

function readTexts(json: string | null): string[] {
  try {
    const texts: unknown = JSON.parse(json ?? '{}');
    if (typeof texts !== 'object' || texts === null) return [];
    return Object.values(texts).filter((text) => typeof text === 'string');
  } catch {
    return [];
  }
}
