/** Less than the ten seconds that the function may run, and short enough to show progress. */
const WORK_MS = 2_000;

/**
 * Starts the time that one request may take of a job that needs several. Returns a function that
 * tells whether it is over.
 */
export function timeSlice(now: () => Date): () => boolean {
  const deadline = now().getTime() + WORK_MS;
  return () => now().getTime() > deadline;
}
