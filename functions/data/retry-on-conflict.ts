import { setTimeout as pause } from 'node:timers/promises';
import { isConflict } from './table.ts';

/**
 * Long enough for many senders in one chat, and less than the ten seconds that a function may run.
 */
const DEADLINE_MS = 8_000;
const LONGEST_PAUSE_MS = 160;

/**
 * Repeats a write with growing jitter while others win the race for the same item. The attempt must
 * read what it depends on itself. Throws the last error when the deadline has passed.
 */
export async function retryOnConflict<T>(attempt: (round: number) => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (let round = 0; ; round += 1) {
    try {
      return await attempt(round);
    } catch (error) {
      if (!isConflict(error) || Date.now() > deadline) throw error;
    }
    await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 10 * 2 ** round));
  }
}
