import { MESSAGE_PAGE_MAX, type Message, type SenderType } from '../protocol/index.ts';
import type { ChatApi, LoadedChat } from './chat-api.ts';
import { createTimeline, otherSide, type Timeline } from './timeline.ts';
import type { ChatSnapshot } from './types.ts';

type HistoryState = Pick<
  ChatSnapshot,
  'loading' | 'has_more' | 'is_loading_older' | 'has_older_failed'
>;

export type History = {
  timeline(): Timeline;
  state(): HistoryState;
  /** Takes messages that came by themselves. */
  add(messages: readonly Message[]): void;
  markRead(reader: SenderType, up_to: number, read_at: string): void;
  /** Loads the chat or catches up with it. False when something is known to be missing still. */
  fetch(): Promise<boolean>;
  /** Whether something is known to exist that is not shown. */
  isMissing(): boolean;
  /** Never throws: `has_older_failed` says what became of it. */
  loadOlder(): Promise<void>;
  /** Unread messages of the other side, not counting up to `readUpTo`. */
  countUnread(readUpTo: number): number;
  seenUpTo(): number;
};

export type HistoryOptions = {
  api: ChatApi;
  role: SenderType;
  /** The chat is asked for as a whole; the returned function takes the response. */
  begins(): (chat: LoadedChat) => void;
  /** Not told of joined messages: they are no news. */
  arrived(message: Message): void;
  changed(): void;
};

/** What was said in one chat: loads it, keeps up with it, and knows what has been read. */
export function createHistory(options: HistoryOptions): History {
  const { api, role, changed } = options;
  let timeline = createTimeline();
  let state: HistoryState = {
    loading: 'loading',
    has_more: false,
    is_loading_older: false,
    has_older_failed: false,
  };
  /** Unread ones that are older than what is loaded. */
  let unreadBefore = 0;
  let seenAtFirst = 0;

  const isUnread = ({ sender_type, read_at }: Message) => sender_type !== role && read_at === null;
  const isMissing = () => timeline.isMissing() || timeline.isOutdated();
  const firstSeq = () => timeline.shown()[0]?.seq ?? 0;

  function add(messages: readonly Message[], after?: number): void {
    const shown = timeline.add(messages, after);
    changed();
    for (const message of shown)
      if (message.sender_type !== role && !message.joined) options.arrived(message);
  }

  async function fetch(): Promise<boolean> {
    try {
      if (timeline.isOutdated()) timeline = createTimeline();
      if (timeline.hasBegun()) await catchUp();
      else await begin();
      set({ loading: 'loaded' });
    } catch (error) {
      set({ loading: 'error' });
      throw error;
    }
    return !isMissing();
  }

  async function begin(): Promise<void> {
    const loaded = options.begins();
    const chat = await api.loadChat();
    timeline.begin(chat.messages);
    state = { ...state, has_more: chat.has_more };
    seenAtFirst = chat.read_up_to ?? 0;
    // With nothing older there is nothing unread before it, whatever was counted meanwhile.
    const unreadInAll = chat.has_more ? (chat.unread_count ?? 0) : 0;
    unreadBefore = Math.max(0, unreadInAll - chat.messages.filter(isUnread).length);
    loaded(chat);
  }

  async function catchUp(): Promise<void> {
    let after = timeline.refreshAfter();
    let mayHaveMore = true;
    while (mayHaveMore) {
      const page = await api.listMessages({ after, limit: MESSAGE_PAGE_MAX });
      add(page.messages, after);
      after = page.messages.at(-1)?.seq ?? after;
      mayHaveMore = page.has_more && page.messages.length > 0;
    }
  }

  async function loadOlder(): Promise<void> {
    if (state.is_loading_older || !state.has_more) return;
    set({ is_loading_older: true, has_older_failed: false });
    try {
      const { messages, has_more } = await api.listMessages({ before: firstSeq() });
      timeline.prepend(messages);
      unreadBefore = Math.max(0, unreadBefore - messages.filter(isUnread).length);
      set({ has_more, is_loading_older: false });
    } catch {
      set({ is_loading_older: false, has_older_failed: true });
    }
  }

  function set(part: Partial<HistoryState>): void {
    state = { ...state, ...part };
    changed();
  }

  return {
    timeline: () => timeline,
    state: () => state,
    add: (messages) => add(messages),
    markRead(reader, up_to, read_at) {
      timeline.markRead(reader, up_to, read_at);
      changed();
    },
    fetch,
    isMissing,
    loadOlder,
    countUnread(readUpTo) {
      const loaded = timeline
        .shown()
        .filter((message) => isUnread(message) && message.seq > readUpTo);
      return loaded.length + (readUpTo >= firstSeq() ? 0 : unreadBefore);
    },
    seenUpTo: () => Math.max(seenAtFirst, timeline.readUpTo(otherSide(role))),
  };
}
