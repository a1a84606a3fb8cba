import type { Limit } from './message-window.ts';

/**
 * What becomes of a command: it is carried out, refused for now, or so much too much that its
 * connection is closed.
 */
export type Verdict = 'allowed' | 'refused' | 'flood';

/** Judges the commands of each connection, by what this process has heard of it. */
export type CommandRate = (connection_id: string, now: Date) => Verdict;

const BURST_SECONDS = 3;
const FLOOD_FACTOR = 10;
/** Who has been silent longest is forgotten first, and begins anew. */
const CONNECTIONS_MAX = 10_000;

/** For each of two buckets, when it is full again, in epoch milliseconds. */
type Buckets = { allowedAt: number; floodAt: number };

/**
 * So many commands a second, and three seconds' worth of them at once; at ten times that it is a
 * flood. The memory that this takes is bounded.
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

/** When the bucket is full again after one more; undefined when it is empty. */
function take(fullAt: number, stepMs: number, at: number): number | undefined {
  const next = Math.max(fullAt, at) + stepMs;
  return next - at <= BURST_SECONDS * 1_000 ? next : undefined;
}

function forgetBeyond(known: Map<string, unknown>, most: number): void {
  if (known.size <= most) return;
  const [oldest] = known.keys();
  if (oldest !== undefined) known.delete(oldest);
}
