import type { State } from '../state.ts';
import type { Clock } from '../types.ts';

/** Real time, or a test's, moved forward by what was asked for so far. */
export type MovableClock = Clock & {
  /** How far it was moved forward. Requested times do not include it. */
  aheadMs(): number;
  /** Resolves when a restart would know of the move too. */
  moveForward(seconds: number): Promise<void>;
};

export function openClock({ now, state }: { now: () => number; state: State }): MovableClock {
  let aheadMs = Number(state.read(FILE) ?? 0);
  return {
    now: () => now() + aheadMs,
    aheadMs: () => aheadMs,
    async moveForward(seconds) {
      aheadMs += seconds * 1_000;
      await state.write(FILE, String(aheadMs));
    },
  };
}

const FILE = 'clock-ahead-ms';
