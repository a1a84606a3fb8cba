import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { AdminClient, ConnectionState } from '../../../web-client/types.ts';

/** The client's link to the server as a signal. */
export function createConnectionState(client: AdminClient): Accessor<ConnectionState> {
  const [link, setLink] = createSignal(client.connectionState());
  onCleanup(client.onConnectionState(setLink));
  return link;
}
