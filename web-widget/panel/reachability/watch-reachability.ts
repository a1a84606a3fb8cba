import type { ConnectionState } from '../../../web-client/types.ts';
import type { UnreachableReason } from '../../api.ts';
import { makeReachabilityProbe } from './reachability-probe.ts';

/** A lost connection is often back by then. */
const LOST_DELAY_MS = 5_000;
/** After this long the user is told, even if the reason is still unknown. */
const REPORT_AFTER_MS = 8_000;
const RETRY_MS = 5_000;

/** What is fetched with the first opening. It knows nothing of Solid, so that it stays one small file. */
export type ReachabilityWatch = {
  /** The panel was opened or closed, or its connection has changed. */
  update(isOpen: boolean, state: ConnectionState | undefined): void;
  stop(): void;
};

/** The state of the connection that a message would use. */
type Path = 'closed' | 'none' | 'open' | 'lost' | 'refused';

/**
 * Finds out whether the chat can be reached: by the connection, and before there is one by asking the server
 * at each opening, and again until it responds.
 */
export function watchReachability(
  origin: string,
  on: { found(): void; fail(reason: UnreachableReason): void },
): ReachabilityWatch {
  const test = makeReachabilityProbe(origin);
  let path: Path = 'closed';
  /** Changes with the path: results of earlier checks are ignored. */
  let round = {};
  let timers: ReturnType<typeof setTimeout>[] = [];

  function begin(): void {
    settle();
    if (path === 'open') on.found();
    if (path !== 'none' && path !== 'lost') return;
    after(REPORT_AFTER_MS, () => on.fail('network'));
    // A connection retries by itself: then the server is asked for the reason only.
    after(path === 'lost' ? LOST_DELAY_MS : 0, () => void ask());
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
    if (path !== 'none') return;
    settle();
    if (reason) after(RETRY_MS, () => void ask());
    else on.found();
  }

  /** The browser has found or lost its network. */
  function onNetwork(): void {
    if (path === 'none') begin();
  }

  addEventListener('online', onNetwork);
  addEventListener('offline', onNetwork);
  return {
    update(isOpen, state) {
      const next = isOpen ? pathBy(state) : 'closed';
      if (next === path) return;
      path = next;
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

function pathBy(state: ConnectionState | undefined): Path {
  if (state === undefined) return 'none';
  if (state === 'connected' || state === 'polling') return 'open';
  return state === 'refused' ? 'refused' : 'lost';
}
