/** The kind and place of a failure, for the log: an error's own text may quote what somebody wrote. */
export function safeCause(error: unknown): { name: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  // The stack begins with the text, which may have many lines.
  const places = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return { name: error.name, stack: places.slice(0, FRAMES_KEPT).join('\n') };
}

const FRAMES_KEPT = 7;
