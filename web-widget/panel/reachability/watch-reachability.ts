import type { ConnectionState } from '../../../web-client/types.ts';
import type { UnreachableReason } from '../../api.ts';
import { makeReachabilityProbe } from './reachability-probe.ts';

/** A link that was lost is often back by then. */
const LINK_PATIENCE_MS = 5_000;
/** By then the reader is told, whatever is still to be found out. */
const TOLD_AFTER_MS = 8_000;
const RETRY_MS = 5_000;

/** What is fetched with the first opening. It knows nothing of Solid, so that it stays one small file. */
export type ReachabilityWatch = {
  /** The panel was opened or closed, or its connection has changed. */
  update(isOpen: boolean, link: ConnectionState | undefined): void;
  stop(): void;
};

/** How a message would go: over a link, or one that is yet to be opened. */
type Way = 'closed' | 'none' | 'open' | 'lost' | 'refused';

/**
 * Finds out whether the chat can be reached: by the link, and before there is one by asking the server
 * at each opening, and again until it answers.
 */
export function watchReachability(
  origin: string,
  on: { found(): void; fail(reason: UnreachableReason): void },
): ReachabilityWatch {
  const test = makeReachabilityProbe(origin);
  let way: Way = 'closed';
  /** Changes with the way: what was begun before says nothing any more. */
  let round = {};
  let timers: ReturnType<typeof setTimeout>[] = [];

  function begin(): void {
    settle();
    if (way === 'open') on.found();
    if (way !== 'none' && way !== 'lost') return;
    after(TOLD_AFTER_MS, () => on.fail('network'));
    // A link tries again by itself: then the server is asked for the reason alone.
    after(way === 'lost' ? LINK_PATIENCE_MS : 0, () => void ask());
  }

  function settle(): void {
    round = {};
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  }

  function after(ms: number, act: () => void): void {
    timers.push(setTimeout(act, ms));
  }

  async function ask(): Promise<void> {
    const mine = round;
    const reason = await test.findReason();
    if (round !== mine) return;
    if (reason) on.fail(reason);
    if (way !== 'none') return;
    settle();
    if (reason) after(RETRY_MS, () => void ask());
    else on.found();
  }

  /** The browser has found or lost its network. */
  function onNetwork(): void {
    if (way === 'none') begin();
  }

  addEventListener('online', onNetwork);
  addEventListener('offline', onNetwork);
  return {
    update(isOpen, link) {
      const next = isOpen ? wayBy(link) : 'closed';
      if (next === way) return;
      way = next;
      begin();
    },
    stop() {
      settle();
      test.end();
      removeEventListener('online', onNetwork);
      removeEventListener('offline', onNetwork);
    },
  };
}

function wayBy(link: ConnectionState | undefined): Way {
  if (link === undefined) return 'none';
  if (link === 'connected' || link === 'polling') return 'open';
  return link === 'refused' ? 'refused' : 'lost';
}
