import type { ShownMessage } from '../../web-client/types.ts';
import { isSameDay } from './message-time.ts';

type Placed = Pick<ShownMessage, 'created_at' | 'sender_name' | 'sender_type'>;

/** Whether a day divider stands above this message. */
export function startsDay(previous: Placed | undefined, message: Placed): boolean {
  if (previous === undefined) return true;
  return !isSameDay(new Date(previous.created_at), new Date(message.created_at));
}

/** Whether this message is labelled with its sender: it does not just go on from the one before. */
export function startsRun(previous: Placed | undefined, message: Placed): boolean {
  if (previous === undefined || startsDay(previous, message)) return true;
  const isSameSender =
    previous.sender_type === message.sender_type && haveSameName(previous, message);
  return !isSameSender || pauseMs(previous, message) > RUN_PAUSE_MS;
}

/** A message on its way has no name yet: it must not be labelled now and lose the label later. */
function haveSameName(one: Placed, other: Placed): boolean {
  return one.sender_name === other.sender_name || other.sender_name === '';
}

const RUN_PAUSE_MS = 5 * 60_000;

function pauseMs(previous: Placed, message: Placed): number {
  return new Date(message.created_at).getTime() - new Date(previous.created_at).getTime();
}
