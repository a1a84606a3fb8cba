import { setTimeout as pause } from 'node:timers/promises';
import { isLostRace } from './table.ts';

/** Long enough for every member of a crowd on one chat to have its turn, within a request's limit. */
const DEADLINE_MS = 15_000;
const LONGEST_PAUSE_MS = 160;

/**
 * Runs a read-then-transact attempt again, with growing jitter, as long as others win the race for
 * the same item. Throws the last error when the deadline has passed.
 */
export async function untilRaceIsWon<T>(attempt: (round: number) => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (let round = 0; ; round += 1) {
    try {
      return await attempt(round);
    } catch (error) {
      if (!isLostRace(error) || Date.now() > deadline) throw error;
    }
    await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 10 * 2 ** round));
  }
}
