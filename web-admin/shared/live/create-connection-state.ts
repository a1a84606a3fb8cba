import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import type { AdminClient, ConnectionState } from '../../../web-client/types.ts';
import { createDelayed } from '../../../web-shared/create-delayed.ts';

/** The state of the client's connection, as a signal. */
export function createConnectionState(client: AdminClient): Accessor<ConnectionState> {
  const [state, setState] = createSignal(client.connectionState());
  onCleanup(client.onConnectionState(setState));
  return state;
}

/**
 * Whether the server has been reachable for a while. If it is not, a part that fails to load shows no
 * error of its own: the page shows the state of the connection, and everything is loaded again when it
 * is back.
 */
export function createIsReachable(client: AdminClient): Accessor<boolean> {
  const state = createConnectionState(client);
  const isUp = createMemo(() => state() === 'connected' || state() === 'polling');
  return createDelayed(() => (isUp() ? SETTLING_MS : undefined));
}

const SETTLING_MS = 2_000;
