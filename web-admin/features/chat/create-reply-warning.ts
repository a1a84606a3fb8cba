import { type Accessor, createEffect, createSignal } from 'solid-js';
import type { ShownMessage } from '../../../web-client/types.ts';

/** A teammate has replied while this reply was being written. */
export type ReplyWarning = {
  readonly reply: Pick<ShownMessage, 'sender_name' | 'content'>;
  readonly sinceMs: number;
  /** Sending was tried since then: the next try goes through. */
  readonly isHeld: boolean;
};

export type LiveReplyWarning = {
  readonly current: Accessor<ReplyWarning | undefined>;
  /** To be called before a reply is sent; true if it must wait for a second try. */
  holdsBack(press: 'key' | 'button'): boolean;
  dismiss(): void;
};

/** Warns while a reply is being written in a chat to which a teammate has just replied. */
export function createReplyWarning(
  messages: Accessor<readonly ShownMessage[]>,
  isWriting: Accessor<boolean>,
): LiveReplyWarning {
  const [current, setCurrent] = createSignal<ReplyWarning>();
  const findReply = makeReplyWatch();

  createEffect(() => {
    const reply = findReply(messages());
    if (reply !== undefined && isWriting()) {
      setCurrent({ reply, sinceMs: performance.now(), isHeld: false });
    }
  });
  createEffect(() => {
    if (!isWriting()) setCurrent(undefined);
  });

  return {
    current,
    holdsBack(press) {
      const isHeld = isHeldBack(current(), press, performance.now());
      if (isHeld) setCurrent((warning) => warning && { ...warning, isHeld });
      return isHeld;
    },
    dismiss: () => setCurrent(undefined),
  };
}

/**
 * Whether a reply is held back because its writer may not have seen the warning: Enter is pressed
 * without looking, and a click may have begun before the button changed.
 */
export function isHeldBack(
  warning: ReplyWarning | undefined,
  press: 'key' | 'button',
  nowMs: number,
): boolean {
  if (warning === undefined || warning.isHeld) return false;
  return press === 'key' || nowMs - warning.sinceMs < NOTICE_MS;
}

/** How long it takes to notice that a button has changed. */
const NOTICE_MS = 700;

type Sent = Extract<ShownMessage, { state: 'sent' }>;

/**
 * Finds replies that were not written in this tab. Each call takes the messages on screen and returns
 * the newest such reply since the call before. The first call returns none, nor does the first one
 * after a chat was erased and began again.
 */
export function makeReplyWatch(): (messages: readonly ShownMessage[]) => Sent | undefined {
  const ownKeys = new Set<string>();
  let knownSeq: number | undefined;

  return (messages) => {
    for (const { key, state } of messages) if (state !== 'sent') ownKeys.add(key);
    const newest = messages.findLast(isSent)?.seq;
    const before = knownSeq;
    knownSeq = newest;
    if (before === undefined || newest === undefined || newest < before) return undefined;
    const reply = messages.findLast(
      (message) =>
        message.sender_type === 'admin' &&
        isSent(message) &&
        !message.joined &&
        !ownKeys.has(message.key),
    );
    return reply !== undefined && isSent(reply) && reply.seq > before ? reply : undefined;
  };
}

const isSent = (message: ShownMessage): message is Sent => message.state === 'sent';
