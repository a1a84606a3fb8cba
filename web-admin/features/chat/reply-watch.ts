import type { ShownMessage } from '../../../web-client/types.ts';

type Sent = Extract<ShownMessage, { state: 'sent' }>;

/**
 * Tells replies that come from elsewhere from those written here. Each call takes the messages now
 * on screen and yields the newest reply of another admin since the call before, if there is one.
 * What a chat shows first is no news, neither when it opens nor when it begins anew after an erasing.
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
