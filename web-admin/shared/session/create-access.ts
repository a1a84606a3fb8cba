import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { ApiError } from '../../../web-client/index.ts';
import type { AdminClient } from '../../../web-client/types.ts';

/**
 * Whether the server lets the signed-in person work here: `denied` is a person without admin
 * rights, `refused` a sign-in that it does not accept at all.
 */
export type Access = {
  readonly state: Accessor<'granted' | 'denied' | 'refused'>;
  /** Asks the server; to be called when something it should have answered failed. */
  check(): void;
};

/**
 * Trusts until something fails, so that the usual start costs no request more.
 * `isRefused` tells of a sign-in that cannot be renewed.
 */
export function createAccess(client: AdminClient, isRefused: Accessor<boolean>): Access {
  const [answer, setAnswer] = createSignal<'granted' | 'denied' | 'refused'>('granted');

  async function ask(): Promise<void> {
    try {
      await client.api.listChats({ archived: false, limit: 1 });
    } catch (error) {
      if (!(error instanceof ApiError)) return;
      if (error.code === 'forbidden') setAnswer('denied');
      if (error.code === 'unauthorized') setAnswer('refused');
    }
  }

  const check = () => void ask();
  onCleanup(client.onConnectionState((link) => link === 'refused' && check()));
  return { state: () => (isRefused() ? 'refused' : answer()), check };
}
