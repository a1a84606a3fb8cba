import { useSearchParams } from '@solidjs/router';
import type { Accessor } from 'solid-js';

/** As much of a search as the server takes. */
export const SEARCH_MAX_LENGTH = 254;

/** What the list is searched for, empty for nothing. It is part of the address, as the tab is. */
export function useSearch(): Accessor<string> {
  const [query] = useSearchParams<{ q?: string | string[] }>();
  return () => [query.q ?? ''].flat().join(' ').trim().slice(0, SEARCH_MAX_LENGTH);
}
