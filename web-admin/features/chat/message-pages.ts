import { startsDay, startsGroup, startsJoined } from '../../../web-client/grouping.ts';
import type { ShownMessage } from '../../../web-client/types.ts';

/** A message with what its place in the list adds. */
export type MessageRow = {
  readonly key: string;
  /** A copy: screens write into what they show, and the client goes on using its own. */
  readonly message: ShownMessage;
  /** Whether joined messages begin with it, or have ended before it. */
  readonly joining: 'begins' | 'ended' | undefined;
  readonly startsDay: boolean;
  readonly startsGroup: boolean;
};

/** Messages that lie together in a chat, wherever the list begins. */
export type MessagePage = { readonly number: number; readonly rows: readonly MessageRow[] };

/**
 * Cuts the list of a chat into pages, by `seq`, so that a change touches the page it happens on and
 * no other: pages whose messages are the same as in the call before are the same object again.
 */
export function makeMessagePages(): (messages: readonly ShownMessage[]) => readonly MessagePage[] {
  let made = new Map<number, { from: readonly ShownMessage[]; page: MessagePage }>();

  return (messages) => {
    const next: typeof made = new Map();
    for (const { number, start, end } of cuts(messages)) {
      // With the message before it, which decides how the page begins.
      const from = messages.slice(Math.max(0, start - 1), end);
      const known = made.get(number);
      const isSame = known !== undefined && isEqual(known.from, from);
      next.set(number, isSame ? known : { from, page: pageOf(number, messages, start, end) });
    }
    made = next;
    return [...made.values()].map(({ page }) => page);
  };
}

const PAGE_LENGTH = 50;

type Cut = { number: number; start: number; end: number };

/** Where each page begins and ends. What is not stored yet lies where it will be. */
function cuts(messages: readonly ShownMessage[]): Cut[] {
  const found: Cut[] = [];
  let seq = 0;
  for (const [index, message] of messages.entries()) {
    seq = message.state === 'sent' ? message.seq : seq + 1;
    const number = Math.floor(seq / PAGE_LENGTH);
    const last = found.at(-1);
    if (last?.number === number) last.end = index + 1;
    else found.push({ number, start: index, end: index + 1 });
  }
  return found;
}

function pageOf(
  number: number,
  messages: readonly ShownMessage[],
  start: number,
  end: number,
): MessagePage {
  const rows = messages.slice(start, end).map((message, offset) => {
    const previous = messages[start + offset - 1];
    return {
      key: message.key,
      message: { ...message },
      joining: joiningAt(previous, message),
      startsDay: startsDay(previous, message),
      startsGroup: startsGroup(previous, message),
    };
  });
  return { number, rows };
}

function joiningAt(
  previous: ShownMessage | undefined,
  message: ShownMessage,
): MessageRow['joining'] {
  if (startsJoined(previous, message)) return 'begins';
  const isAfter = previous?.state === 'sent' && previous.joined;
  return isAfter && !(message.state === 'sent' && message.joined) ? 'ended' : undefined;
}

function isEqual(one: readonly ShownMessage[], other: readonly ShownMessage[]): boolean {
  return one.length === other.length && one.every((message, index) => message === other[index]);
}
