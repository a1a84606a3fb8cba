/** The kind and place of a failure, for the log: an error's own text may quote what somebody wrote. */
export function safeCause(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  return { name: error.name, stack: error.stack?.split('\n').slice(1, 8).join('\n') };
}
