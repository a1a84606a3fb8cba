import { MESSAGE_PAGE_MAX, type Message, type SenderType } from '../protocol/index.ts';
import { createTimeline, otherSide, type Timeline } from './timeline.ts';
import type { UserApi } from './types.ts';

/** The first answer, a user's or an admin's: each has its own part of what may be known. */
export type LoadedChat = {
  id: string;
  messages: Message[];
  has_more: boolean;
  unread_count?: number;
  admins_online?: boolean;
  user_online?: boolean;
  read_up_to?: number;
  user?: { email: string | null };
  user_email?: string | null;
};

export type History = {
  timeline(): Timeline;
  loading(): 'loading' | 'loaded' | 'error';
  hasMore(): boolean;
  isLoadingOlder(): boolean;
  /** Whether the last try to load older messages failed. */
  hasOlderFailed(): boolean;
  /** Takes messages that came by themselves. */
  add(messages: readonly Message[]): void;
  markRead(reader: SenderType, up_to: number, read_at: string): void;
  /** Loads the chat or catches up with it. False when something is known to be missing still. */
  fetch(): Promise<boolean>;
  /** Whether something is known to exist that is not shown. */
  isMissing(): boolean;
  /** Never throws: `hasOlderFailed` tells what became of it. */
  loadOlder(): Promise<void>;
  /** Unread messages of the other side, not counting up to `readUpTo`. */
  countUnread(readUpTo: number): number;
  seenUpTo(): number;
};

export type HistoryOptions = {
  api: UserApi;
  role: SenderType;
  chat_id: string | undefined;
  /** The chat is asked for as a whole; what is given back takes the answer. */
  begins(): (chat: LoadedChat) => void;
  /** Not told of joined messages: they are no news. */
  arrived(message: Message): void;
  changed(): void;
};

/** What was said in one chat: loads it, keeps up with it, and knows what has been read. */
export function createHistory(options: HistoryOptions): History {
  const { api, role, chat_id, changed } = options;
  let timeline = createTimeline();
  let loading: ReturnType<History['loading']> = 'loading';
  let hasMore = false;
  let isLoadingOlder = false;
  let hasOlderFailed = false;
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
      loading = 'loaded';
    } catch (error) {
      loading = 'error';
      throw error;
    } finally {
      changed();
    }
    return !isMissing();
  }

  async function begin(): Promise<void> {
    const loaded = options.begins();
    const chat: LoadedChat = await (chat_id && api.getChat
      ? api.getChat(chat_id)
      : api.getSupportChat());
    timeline.begin(chat.messages);
    hasMore = chat.has_more;
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
      const page = await api.listMessages(chat_id, { after, limit: MESSAGE_PAGE_MAX });
      add(page.messages, after);
      after = page.messages.at(-1)?.seq ?? after;
      mayHaveMore = page.has_more && page.messages.length > 0;
    }
  }

  async function loadOlder(): Promise<void> {
    if (isLoadingOlder || !hasMore) return;
    isLoadingOlder = true;
    hasOlderFailed = false;
    changed();
    try {
      const page = await api.listMessages(chat_id, { before: firstSeq() });
      timeline.prepend(page.messages);
      unreadBefore = Math.max(0, unreadBefore - page.messages.filter(isUnread).length);
      hasMore = page.has_more;
    } catch {
      hasOlderFailed = true;
    } finally {
      isLoadingOlder = false;
      changed();
    }
  }

  return {
    timeline: () => timeline,
    loading: () => loading,
    hasMore: () => hasMore,
    isLoadingOlder: () => isLoadingOlder,
    hasOlderFailed: () => hasOlderFailed,
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
