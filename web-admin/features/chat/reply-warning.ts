import type { ShownMessage } from '../../../web-client/types.ts';

/** A colleague has answered while one was writing. */
export type ReplyWarning = {
  readonly reply: Pick<ShownMessage, 'sender_name' | 'content'>;
  readonly sinceMs: number;
  /** One has tried to send since: the next try is meant. */
  readonly isHeld: boolean;
};

/**
 * Whether a reply is not sent this time, because its writer may not have seen the warning: Enter is
 * pressed without looking, and a click was on its way when its button changed.
 */
export function isHeldBack(
  warning: ReplyWarning | undefined,
  press: 'key' | 'button',
  nowMs: number,
): boolean {
  if (warning === undefined || warning.isHeld) return false;
  return press === 'key' || nowMs - warning.sinceMs < NOTICE_MS;
}

/** How long it takes to see that a button has changed. */
const NOTICE_MS = 700;
