import type { Message, SenderType } from '../protocol/index.ts';
import type { ShownMessage } from './types.ts';
import type { UnsentMessage } from './unsent-store.ts';

export type ShownMessages = {
  /** Whether this unsent message is among the committed ones. */
  isCommitted(unsent: UnsentMessage, committed: readonly Message[]): boolean;
  /** The same list again while it was made from the same lists. */
  list(committed: readonly Message[], unsent: readonly UnsentMessage[]): readonly ShownMessage[];
};

/** Puts committed and unsent messages into one list. What did not change stays the same object. */
export function createShownMessages(role: SenderType): ShownMessages {
  const made = new WeakMap<Message | UnsentMessage, ShownMessage>();
  /** Messages that were on screen before they were committed keep the key that they had. */
  const keys = new Map<string, string>();

  let from: readonly [committed: readonly Message[], unsent: readonly UnsentMessage[]] = [[], []];
  let list: readonly ShownMessage[] = [];

  function remembered(source: Message | UnsentMessage, make: () => ShownMessage): ShownMessage {
    const known = made.get(source);
    if (known) return known;
    const shown = make();
    made.set(source, shown);
    return shown;
  }

  return {
    isCommitted({ client_id }, committed) {
      const message = committed.findLast(
        (other) => other.client_id === client_id && other.sender_type === role,
      );
      if (message) keys.set(message.id, client_id);
      return message !== undefined;
    },
    list(committed, unsent) {
      if (committed === from[0] && unsent === from[1]) return list;
      from = [committed, unsent];
      list = [
        ...committed.map((one) => remembered(one, () => sent(one, keys.get(one.id)))),
        ...unsent.map((waiting) => remembered(waiting, () => notSent(waiting, role))),
      ];
      return list;
    },
  };
}

function sent(message: Message, key = message.id): ShownMessage {
  const { client_id, content, sender_type, sender_name, created_at, seq, read_at, joined } =
    message;
  return {
    key,
    client_id,
    content,
    sender_type,
    sender_name,
    created_at,
    seq,
    read_at,
    ...(joined && { joined }),
    state: 'sent',
  };
}

/** The server names the sender; until then there is no name. */
function notSent(
  { client_id, content, created_at, code }: UnsentMessage,
  role: SenderType,
): ShownMessage {
  const shown = {
    key: client_id,
    client_id,
    content,
    created_at,
    sender_type: role,
    sender_name: '',
  };
  return code ? { ...shown, state: 'failed', code } : { ...shown, state: 'pending' };
}
