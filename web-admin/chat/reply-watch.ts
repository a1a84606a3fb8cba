import type { ShownMessage } from '../../web-client/types.ts';

/**
 * Tells replies that come from elsewhere from those written here. Each call takes the messages now
 * on screen and yields the newest reply of another admin since the call before, if there is one.
 * What is on screen at the first call with messages counts as known.
 */
export function makeReplyWatch(): (messages: readonly ShownMessage[]) => ShownMessage | undefined {
  const ownKeys = new Set<string>();
  let knownSeq: number | undefined;

  return (messages) => {
    for (const message of messages) if (message.state !== 'sent') ownKeys.add(message.key);
    const before = knownSeq;
    knownSeq = Math.max(knownSeq ?? 0, newestSeq(messages));
    if (before === undefined) return undefined;
    return messages.findLast(
      (message) =>
        message.state === 'sent' &&
        message.sender_type === 'admin' &&
        message.seq > before &&
        !ownKeys.has(message.key),
    );
  };
}

function newestSeq(messages: readonly ShownMessage[]): number {
  return messages.reduce(
    (newest, message) => (message.state === 'sent' ? Math.max(newest, message.seq) : newest),
    0,
  );
}
