import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { AdminClient } from '../../../web-client/types.ts';
import { createConnectionState } from './create-connection-state.ts';

/**
 * Whether the server has been reachable for a while. Without it, what fails to load needs no words
 * of its own: the link says so for the whole page, and once it is back everything is fetched anew.
 */
export function createIsReachable(client: AdminClient): Accessor<boolean> {
  const link = createConnectionState(client);
  const isUp = createMemo(() => link() === 'connected' || link() === 'polling');
  const [isReachable, setIsReachable] = createSignal(false);
  createEffect(() => {
    if (!isUp()) return;
    const timer = setTimeout(() => setIsReachable(true), SETTLING_MS);
    onCleanup(() => {
      clearTimeout(timer);
      setIsReachable(false);
    });
  });
  return isReachable;
}

const SETTLING_MS = 2_000;
