import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { ApiError } from '../../../web-client/index.ts';
import type { AdminClient } from '../../../web-client/types.ts';

/**
 * Whether the signed-in person has access: `denied` means no admin rights, `refused` that the server does
 * not accept the sign-in.
 */
export type Access = {
  readonly state: Accessor<'granted' | 'denied' | 'refused'>;
  /** Asks the server. To be called when a request failed. */
  check(): void;
};

/**
 * Assumes access until something fails, which saves a request at every start. `isRefused` is true for a
 * sign-in that cannot be renewed.
 */
export function createAccess(client: AdminClient, isRefused: Accessor<boolean>): Access {
  const [access, setAccess] = createSignal<'granted' | 'denied' | 'refused'>('granted');

  async function ask(): Promise<void> {
    try {
      await client.api.listChats({ archived: false, limit: 1 });
    } catch (error) {
      if (!(error instanceof ApiError)) return;
      if (error.code === 'forbidden') setAccess('denied');
      if (error.code === 'unauthorized') setAccess('refused');
    }
  }

  const check = () => void ask();
  onCleanup(client.onConnectionState((link) => link === 'refused' && check()));
  return { state: () => (isRefused() ? 'refused' : access()), check };
}
