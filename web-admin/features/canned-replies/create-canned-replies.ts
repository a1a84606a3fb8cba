import { type Accessor, createSignal } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import type { AdminApi } from '../../../web-client/types.ts';

/** The canned replies that all admins share, as far as this page knows them. */
export type CannedReplies = {
  readonly list: Accessor<readonly CannedReply[]>;
  /** `loading` at the first time only: what is known stays in use while it is asked for anew. */
  readonly state: Accessor<'loading' | 'loaded' | 'error'>;
  /** Asks for all of them anew. Never throws: `state` tells what became of it. */
  load(): Promise<void>;
  /** Stores one, in place of the one of that time if there is one. Throws `ApiError`. */
  save(name: string, content: string, replaced: string | undefined): Promise<void>;
  /** Deletes one for everybody. Throws `ApiError`. */
  remove(name: string): Promise<void>;
};

export function createCannedReplies(api: AdminApi): CannedReplies {
  const [list, setList] = createSignal<readonly CannedReply[]>([]);
  const [state, setState] = createSignal<'loading' | 'loaded' | 'error'>('loading');
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const own = asked;
    if (state() === 'error') setState('loading');
    const answer = await api.listCannedReplies().catch(() => undefined);
    // A later answer knows of more.
    if (own !== asked) return;
    if (answer !== undefined) setList(answer);
    setState(answer === undefined ? 'error' : 'loaded');
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
