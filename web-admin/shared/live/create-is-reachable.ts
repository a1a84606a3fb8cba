import { type Accessor, createMemo } from 'solid-js';
import type { AdminClient } from '../../../web-client/types.ts';
import { createDelayed } from '../../../web-shared/create-delayed.ts';
import { createConnectionState } from './create-connection-state.ts';

/**
 * Whether the server has been reachable for a while. Without it, what fails to load needs no words
 * of its own: the link says so for the whole page, and once it is back everything is fetched anew.
 */
export function createIsReachable(client: AdminClient): Accessor<boolean> {
  const link = createConnectionState(client);
  const isUp = createMemo(() => link() === 'connected' || link() === 'polling');
  return createDelayed(() => (isUp() ? SETTLING_MS : undefined));
}

const SETTLING_MS = 2_000;
