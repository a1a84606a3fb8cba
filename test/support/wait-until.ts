import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MS = 10_000;
const INTERVAL_MS = 10;

/** Polls until `condition` yields something, and returns it. Throws `waited too long for …` after the deadline. */
export async function waitUntil<T>(
  what: string,
  condition: () => T | Promise<T>,
  deadlineMs = DEADLINE_MS,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`waited too long for ${what}`);
    await pause(INTERVAL_MS);
  }
}
