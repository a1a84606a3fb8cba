/** Well within the ten seconds that the function may take, and short enough to show its progress. */
const WORK_MS = 2_000;

/** Begins the time that one request works on what may take several; tells whether it is over. */
export function timeSlice(now: () => Date): () => boolean {
  const deadline = now().getTime() + WORK_MS;
  return () => now().getTime() > deadline;
}
