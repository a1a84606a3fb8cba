import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Client, LinkState } from '../../../web-client/types.ts';

/** The client's link to the server as a signal. */
export function createConnectionState(client: Client): Accessor<LinkState> {
  const [link, setLink] = createSignal(client.link());
  onCleanup(client.onLink(setLink));
  return link;
}
