import { TYPING_INTERVAL_MS } from '../protocol/index.ts';

/** Often enough for the others, whose clients remove a name after 5 s without a signal. */
const REPEAT_MS = 3_000;

/**
 * Makes of every keystroke the few frames that the others need. Frames never come faster than the
 * server takes them. `null` says that a message ended the typing by itself.
 */
export function createTypingSender(
  now: () => number,
  tell: (isTyping: boolean) => void,
): (isTyping: boolean | null) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let isTold = false;

  return (isTyping) => {
    const sinceMs = now() - toldAt;
    const isDue = isTyping ? !isTold || sinceMs >= REPEAT_MS : isTold;
    if (isTyping !== null && (!isDue || sinceMs < TYPING_INTERVAL_MS)) return;
    isTold = isTyping ?? false;
    if (isTyping === null) return;
    toldAt = now();
    tell(isTyping);
  };
}
