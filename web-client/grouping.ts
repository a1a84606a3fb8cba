import type { ShownMessage } from './types.ts';

type Placed = Pick<ShownMessage, 'sender_type' | 'sender_name' | 'created_at'> & {
  readonly joined?: true;
};

const GROUP_GAP_MS = 5 * 60 * 1_000;

/**
 * Whether a message is the first of its day, as days run where the reader is. Where joined messages
 * begin or end the time may fall back, and the day is said again.
 */
export function startsDay(previous: Placed | undefined, message: Placed): boolean {
  return !previous || dayOf(previous) !== dayOf(message) || previous.joined !== message.joined;
}

/** Whether a message is the first of those that were joined from an anonymous conversation. */
export function startsJoined(previous: Placed | undefined, message: Placed): boolean {
  return message.joined === true && !previous?.joined;
}

/** Whether a message begins a new group: another sender, another day, or a pause before it. */
export function startsGroup(previous: Placed | undefined, message: Placed): boolean {
  return (
    !previous ||
    previous.sender_type !== message.sender_type ||
    isOtherAdmin(previous, message) ||
    startsDay(previous, message) ||
    Date.parse(message.created_at) - Date.parse(previous.created_at) > GROUP_GAP_MS
  );
}

/** A message on its way has no name yet: it must not stand apart now and join the others later. */
function isOtherAdmin(previous: Placed, { sender_type, sender_name }: Placed): boolean {
  return sender_type === 'admin' && sender_name !== '' && sender_name !== previous.sender_name;
}

function dayOf(message: Placed): string {
  return new Date(message.created_at).toDateString();
}
