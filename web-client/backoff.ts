const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try: anything between 0 and a ceiling that doubles from 1 s to
 * 30 s. Full jitter, so that many clients that lost one server do not come back as one crowd.
 * `failures` counts from 1; `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}
