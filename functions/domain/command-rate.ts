import type { Limit } from './message-window.ts';

/** `refused`: over the limit. `flood`: so far over it that the connection gets closed. */
export type Verdict = 'allowed' | 'refused' | 'flood';

/** Checks the command rate of each connection, as far as this process has seen its commands. */
export type CommandRate = (connection_id: string, now: Date) => Verdict;

const BURST_SECONDS = 3;
const FLOOD_FACTOR = 10;
/**
 * The limit of remembered connections. The least recently active one is dropped and starts again.
 */
const CONNECTIONS_MAX = 10_000;

/** For each of the two buckets: when it is full again, in epoch milliseconds. */
type Buckets = { allowedAt: number; floodAt: number };

/**
 * Allows `perSecond` commands per second, and bursts of three seconds' worth. Ten times that is a
 * flood. Uses a bounded amount of memory.
 */
export function createCommandRate(perSecond: Limit, most = CONNECTIONS_MAX): CommandRate {
  if (perSecond === 'off') return () => 'allowed';
  const stepMs = 1_000 / perSecond;
  const known = new Map<string, Buckets>();

  return (connection_id, now) => {
    const at = now.getTime();
    const { allowedAt, floodAt } = known.get(connection_id) ?? { allowedAt: 0, floodAt: 0 };
    const flood = take(floodAt, stepMs / FLOOD_FACTOR, at);
    const allowed = take(allowedAt, stepMs, at);
    known.delete(connection_id);
    known.set(connection_id, { allowedAt: allowed ?? allowedAt, floodAt: flood ?? floodAt });
    forgetBeyond(known, most);
    if (flood === undefined) return 'flood';
    return allowed === undefined ? 'refused' : 'allowed';
  };
}

/** When the bucket will be full again after one more command. Undefined if it is empty. */
function take(fullAt: number, stepMs: number, at: number): number | undefined {
  const next = Math.max(fullAt, at) + stepMs;
  return next - at <= BURST_SECONDS * 1_000 ? next : undefined;
}

function forgetBeyond(known: Map<string, unknown>, most: number): void {
  if (known.size <= most) return;
  const [oldest] = known.keys();
  if (oldest !== undefined) known.delete(oldest);
}
