import { MESSAGE_PAGE_DEFAULT, type Message, type SenderType } from '../protocol/index.ts';

export type Timeline = {
  /** The committed messages that may be shown: in order, each once, up to the first gap. */
  shown(): readonly Message[];
  hasBegun(): boolean;
  /** The first page of the chat: its newest messages. */
  begin(messages: readonly Message[]): void;
  /**
   * Messages from anywhere, in any order, known ones too. Returns those that came to be shown at
   * the end. A page of the server says by `after` where it begins: it has no gap, only seqs that
   * no longer exist.
   */
  add(messages: readonly Message[], after?: number): Message[];
  /** A page of older messages, which ends where the shown ones begin. */
  prepend(messages: readonly Message[]): void;
  markRead(reader: SenderType, up_to: number, read_at: string): void;
  /** Up to which `seq` that side has read. */
  readUpTo(reader: SenderType): number;
  /** Somebody said that messages up to `seq` exist. */
  expect(seq: number): void;
  /** Whether messages are known to exist that are not shown: fetch from `refreshAfter` on. */
  isMissing(): boolean;
  /** From where to fetch again to see new messages, and which of the last ones have been read. */
  refreshAfter(): number;
  /** Whether a `seq` came with another message than before: the chat was erased and started again. */
  isOutdated(): boolean;
};

/** The committed messages of one chat. Repeats, holes and disorder end here. */
export function createTimeline(): Timeline {
  let shown: readonly Message[] = [];
  let hasBegun = false;
  let isOutdated = false;
  let newest = 0;
  const ahead = new Map<number, Message>();
  const readMarks = new Map<SenderType, { up_to: number; read_at: string }>();
  const last = () => shown.at(-1)?.seq ?? 0;

  function add(messages: readonly Message[], after = Number.POSITIVE_INFINITY): Message[] {
    const isJoined = after <= last();
    for (const message of messages) place(message);
    // A joined one may have been read before, and what stands before it not.
    for (const { sender_type, seq, read_at, joined } of messages)
      if (read_at !== null && !joined) markRead(otherSide(sender_type), seq, read_at);
    return advance(isJoined ? (messages.at(-1)?.seq ?? 0) : 0);
  }

  function place(message: Message): void {
    newest = Math.max(newest, message.seq);
    if (!hasBegun) return;
    if (message.seq > last()) ahead.set(message.seq, message);
    else {
      const known = shown.findLast(({ seq }) => seq <= message.seq);
      if (known?.seq !== message.seq) return;
      if (known.id !== message.id) isOutdated = true;
      else if (message.joined && message.read_at !== known.read_at) replace(known, message);
    }
  }

  function replace(known: Message, message: Message): void {
    shown = shown.map((one) => (one === known ? withMark(message) : one));
  }

  function advance(completeUpTo: number): Message[] {
    const added: Message[] = [];
    for (const seq of [...ahead.keys()].sort((a, b) => a - b)) {
      const message = ahead.get(seq);
      const before = added.at(-1)?.seq ?? last();
      if (!message || (seq > before + 1 && seq > completeUpTo)) break;
      ahead.delete(seq);
      added.push(withMark(message));
    }
    if (added.length > 0) shown = [...shown, ...added];
    return added;
  }

  function markRead(reader: SenderType, up_to: number, read_at: string): void {
    if (up_to <= readUpTo(reader)) return;
    readMarks.set(reader, { up_to, read_at });
    shown = shown.map(withMark);
  }

  /** Reading goes up to a message, so that one mark says it of all before it. */
  function withMark(message: Message): Message {
    const mark = readMarks.get(otherSide(message.sender_type));
    const isNewlyRead = message.read_at === null && mark !== undefined && message.seq <= mark.up_to;
    return isNewlyRead ? { ...message, read_at: mark.read_at } : message;
  }

  const readUpTo = (reader: SenderType) => readMarks.get(reader)?.up_to ?? 0;

  return {
    shown: () => shown,
    hasBegun: () => hasBegun,
    begin(messages) {
      hasBegun = true;
      add(messages, 0);
    },
    add,
    prepend(messages) {
      const first = shown[0]?.seq ?? Number.POSITIVE_INFINITY;
      shown = [...messages.filter(({ seq }) => seq < first).map(withMark), ...shown];
    },
    markRead,
    readUpTo,
    expect(seq) {
      newest = Math.max(newest, seq);
    },
    isMissing: () => newest > last(),
    refreshAfter() {
      const unread = shown.slice(-MESSAGE_PAGE_DEFAULT).find(({ read_at }) => read_at === null);
      return unread ? unread.seq - 1 : last();
    },
    isOutdated: () => isOutdated,
  };
}

/** Who reads what this side writes. */
export function otherSide(side: SenderType): SenderType {
  return side === 'user' ? 'admin' : 'user';
}
