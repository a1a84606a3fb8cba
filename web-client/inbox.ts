import {
  type ChatPage,
  INBOX_PAGE_DEFAULT,
  INBOX_PAGE_MAX,
  isFoundBy,
  type ListItem,
  type Push,
  type Reply,
} from '../protocol/index.ts';
import type { ClientContext } from './client-context.ts';
import { createInboxRows } from './inbox-rows.ts';
import { createListeners } from './listeners.ts';
import { createResync } from './resync.ts';
import type { AdminApi, ConnectionState, Inbox, InboxSnapshot } from './types.ts';

/** After an absence so much of what was loaded is fetched again; the rest when it is scrolled to. */
const CAUGHT_UP_ROWS = 1_000;
const NEXT_PAGE = 2 * INBOX_PAGE_DEFAULT;

/** One tab of the dashboard's list, or what a search finds, kept up by the admin channel. */
export function createInbox(
  context: ClientContext,
  api: AdminApi,
  filter: { archived: boolean; q?: string },
): Inbox {
  const { platform, connection } = context;
  const changes = createListeners<void>();
  // Only the server can tell whether a chat not listed yet is one that the search would find.
  const rows = createInboxRows(
    ({ archived }, isListed) => archived === filter.archived && (isListed || !filter.q),
  );
  let loading: InboxSnapshot['loading'] = 'loading';
  let hasLoaded = false;
  let isLoadingMore = false;
  let isClosed = false;
  /** How often pushes may have been missed, and how many of these times are made up for. */
  let absences = 0;
  let madeUpFor = 0;
  let lastState = connection.state();
  let cached: InboxSnapshot | undefined;

  // Before the freshness listens: what it fetches then is already to make up for the absence.
  const removers = [
    connection.onState(onState),
    connection.onEvent(onEvent),
    platform.onResume(noteAbsence),
  ];
  const freshness = createResync({
    platform,
    connection,
    concerns: ({ channel }) => channel === 'admin',
    // The list may have been read just before the subscription, and a push missed in between.
    isBehind: () => true,
    fetch,
  });

  function changed(): void {
    cached = undefined;
    if (!isClosed) changes.emit();
  }

  function noteAbsence(): void {
    absences += 1;
    changed();
  }

  function onState(state: ConnectionState): void {
    const wasPolling = lastState === 'polling';
    lastState = state;
    if (!isLive(state) || wasPolling) absences += 1;
    changed();
  }

  function onEvent(event: Reply | Push): void {
    if (event.type === 'error' && event.code === 'unauthorized') noteAbsence();
    if (event.type === 'chat_erased' && rows.remove(event.chat_id)) changed();
    if (event.type !== 'chat_updated') return;
    if (rows.put(event.chat)) changed();
    else if (mayBeFound(event.chat)) freshness.refresh();
  }

  function mayBeFound(chat: ListItem): boolean {
    if (!filter.q || chat.archived !== filter.archived || rows.find(chat.id)) return false;
    return isFoundBy(filter.q, chat);
  }

  async function fetch(): Promise<boolean> {
    try {
      const askedAt = rows.now();
      const toMakeUpFor = absences;
      if (madeUpFor === toMakeUpFor) rows.refresh(await api.listChats(filter), askedAt);
      else rows.replace(await fetchAgain(), askedAt);
      madeUpFor = toMakeUpFor;
      loading = 'loaded';
      hasLoaded = true;
    } catch (error) {
      loading = 'error';
      throw error;
    } finally {
      changed();
    }
    return true;
  }

  async function fetchAgain(): Promise<ChatPage> {
    const wanted = Math.min(rows.list().length, CAUGHT_UP_ROWS);
    const limit = Math.min(wanted, INBOX_PAGE_MAX);
    let page = await api.listChats({ ...filter, ...(limit > INBOX_PAGE_DEFAULT && { limit }) });
    while (page.next_cursor !== null && page.chats.length < wanted) {
      const next = await api.listChats({ ...filter, limit, cursor: page.next_cursor });
      page = { chats: [...page.chats, ...next.chats], next_cursor: next.next_cursor };
    }
    return page;
  }

  async function loadMore(): Promise<void> {
    const cursor = rows.cursor();
    if (isLoadingMore || cursor === null) return;
    isLoadingMore = true;
    changed();
    try {
      const askedAt = rows.now();
      const page = await api.listChats({ ...filter, limit: NEXT_PAGE, cursor });
      if (rows.cursor() === cursor) rows.append(page, askedAt);
    } catch {
      loading = 'error';
      freshness.refresh();
    } finally {
      isLoadingMore = false;
      changed();
    }
  }

  return {
    snapshot() {
      cached ??= {
        loading,
        chats: rows.list(),
        has_more: rows.cursor() !== null,
        is_loading_more: isLoadingMore,
        is_catching_up: hasLoaded && absences !== madeUpFor && canFetch(connection.state()),
        unread_count: rows.unreadCount(),
      };
      return cached;
    },
    chat: rows.find,
    onChange: changes.add,
    loadMore,
    reload: freshness.refresh,
    put(chat) {
      if (rows.put(chat)) changed();
    },
    close() {
      isClosed = true;
      freshness.stop();
      for (const remove of removers) remove();
    },
  };
}

const isLive = (state: ConnectionState) => state === 'connected' || state === 'connecting';

const canFetch = (state: ConnectionState) => state === 'connected' || state === 'polling';
