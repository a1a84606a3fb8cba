import { createTimers } from './timers.ts';
import type { Platform } from './types.ts';

/** Messages that come in one burst are marked by one command. */
const GATHER_MS = 200;

export type ReadMarker = {
  /** This side has seen everything up to `seq`. */
  mark(seq: number): void;
  /** Up to where this side has read, whether or not the server knows. */
  upTo(): number;
  /** Tells again what the server does not know yet. */
  repeat(): void;
  /** The same in a while: the server may have had no room for it. */
  repeatAfter(delayMs: number): void;
  stop(): void;
};

export type ReadMarkerOptions = {
  platform: Platform;
  /** Up to where the server knows that this side has read. */
  known(): number;
  tell(seq: number): void;
};

/** Tells the server what has been read: seldom, and again until it is known to have heard. */
export function createReadMarker({ platform, known, tell }: ReadMarkerOptions): ReadMarker {
  let upTo = 0;
  const timers = createTimers<'repeat'>(platform);

  function repeat(): void {
    timers.clearAll();
    if (upTo > known()) tell(upTo);
  }

  return {
    mark(seq) {
      if (seq <= upTo) return;
      upTo = seq;
      if (timers.running().length === 0) timers.set('repeat', GATHER_MS, repeat);
    },
    upTo: () => Math.max(upTo, known()),
    repeat,
    repeatAfter(delayMs) {
      if (upTo > known()) timers.set('repeat', delayMs, repeat);
    },
    stop: timers.clearAll,
  };
}
