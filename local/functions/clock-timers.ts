import type { Clock } from '../types.ts';

/** Waits by a clock that can be moved forward. */
export type AlarmClock = {
  /** Resolves at that time of the clock; never, when stopped before. */
  waitUntil(timeMs: number): Promise<void>;
  /** Wakes who is due: to be called when the clock was moved. */
  ring(): void;
  stop(): void;
};

export function createAlarmClock(clock: Clock): AlarmClock {
  const alarms = new Set<{ timeMs: number; wake: () => void }>();
  let timer: NodeJS.Timeout | undefined;
  const ring = () => {
    clearTimeout(timer);
    const now = clock.now();
    for (const alarm of alarms) {
      if (alarm.timeMs > now) continue;
      alarms.delete(alarm);
      alarm.wake();
    }
    const next = Math.min(...[...alarms].map(({ timeMs }) => timeMs));
    if (Number.isFinite(next)) timer = setTimeout(ring, Math.min(next - now, LONGEST_TIMER_MS));
    timer?.unref();
  };
  return {
    waitUntil: (timeMs) =>
      new Promise((wake) => {
        alarms.add({ timeMs, wake });
        ring();
      }),
    ring,
    stop() {
      clearTimeout(timer);
      alarms.clear();
    },
  };
}

const LONGEST_TIMER_MS = 60_000;
