/** Visible tabs go first; by then the hidden ones may find that there is nothing left to do. */
const HIDDEN_DELAY_MS = 300;

/** How long a tab waits for its turn. `random` is in [0, 1): no two hidden tabs wait equally long. */
export const turnDelayMs = (isHidden: boolean, random = Math.random()): number =>
  isHidden ? HIDDEN_DELAY_MS * (1 + random) : 0;

/**
 * Acts in one tab, however many tabs want to. `take` returns what is left to act on, and marks it in
 * the storage that all tabs share; undefined where another tab was first.
 *
 * Two tabs could both read that mark before either writes it. So it is read and written under a lock,
 * which is held until the act is over: by then the mark has reached the other tabs, even where they
 * are processes of their own. It is marked before the act: a crash in between costs one act and never
 * doubles one.
 */
export function onceAcrossTabs<T>(
  withLock: (work: () => Promise<void>) => Promise<void>,
  take: () => T | undefined | Promise<T | undefined>,
  act: (taken: T) => Promise<void>,
): Promise<void> {
  return withLock(async () => {
    const taken = await take();
    if (taken !== undefined) await act(taken);
  });
}
