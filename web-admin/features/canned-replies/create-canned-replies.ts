import { type Accessor, createSignal } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import type { AdminApi } from '../../../web-client/types.ts';

/** The canned replies that all admins share, as far as they are loaded. */
export type CannedReplies = {
  readonly list: Accessor<readonly CannedReply[]>;
  /** `loading` until the first response only: later loads keep the list in use. */
  readonly state: Accessor<'loading' | 'loaded' | 'error'>;
  /** Loads all of them again. Never throws: a failure shows in `state`. */
  load(): Promise<void>;
  /**
   * Stores one; `replaced` is the `updated_at` of the version that it replaces.
   * @throws ApiError `conflict` when that version is no longer the current one.
   */
  save(name: string, content: string, replaced: string | undefined): Promise<void>;
  /** Deletes one for the whole team. @throws ApiError */
  remove(name: string): Promise<void>;
};

export function createCannedReplies(api: AdminApi): CannedReplies {
  const [list, setList] = createSignal<readonly CannedReply[]>([]);
  const [state, setState] = createSignal<'loading' | 'loaded' | 'error'>('loading');
  let loads = 0;

  async function load(): Promise<void> {
    loads += 1;
    const own = loads;
    if (state() === 'error') setState('loading');
    const loaded = await api.listCannedReplies().catch(() => undefined);
    // A later load has newer data.
    if (own !== loads) return;
    if (loaded !== undefined) setList(loaded);
    setState(loaded === undefined ? 'error' : 'loaded');
  }

  return {
    list,
    state,
    load,
    async save(name, content, replaced) {
      await api.putCannedReply(name, { content, ...(replaced && { updated_at: replaced }) });
      await load();
    },
    async remove(name) {
      await api.deleteCannedReply(name);
      await load();
    },
  };
}
