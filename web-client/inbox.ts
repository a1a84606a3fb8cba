import type { Push, Reply } from '../protocol/index.ts';
import type { Core } from './core.ts';
import { keepFresh } from './freshness.ts';
import { createInboxRows } from './inbox-rows.ts';
import { createListeners } from './listeners.ts';
import type { Api, Inbox, InboxSnapshot } from './types.ts';

/** One tab of the dashboard's list, or what a search finds, kept up by the admin channel. */
export function createInbox(
  core: Core,
  api: Api,
  filter: { archived: boolean; q?: string },
): Inbox {
  const { platform, link } = core;
  const changes = createListeners<void>();
  // Only the server can tell whether a chat not listed yet is one that the search would find.
  const rows = createInboxRows(
    ({ archived }, isListed) => archived === filter.archived && (isListed || !filter.q),
  );
  let loading: InboxSnapshot['loading'] = 'loading';
  let isLoadingMore = false;
  let isClosed = false;
  let cached: InboxSnapshot | undefined;

  const removeListener = link.onEvent(onEvent);
  const freshness = keepFresh({
    platform,
    link,
    concerns: ({ channel }) => channel === 'admin',
    isBehind: () => false,
    fetch,
  });

  function changed(): void {
    cached = undefined;
    if (!isClosed) changes.emit();
  }

  function onEvent(event: Reply | Push): void {
    if (event.type !== 'chat_updated') return;
    rows.put(event.chat);
    changed();
  }

  async function fetch(): Promise<boolean> {
    try {
      const askedAt = rows.now();
      rows.refresh(await api.listChats(filter), askedAt);
      loading = 'loaded';
    } catch (error) {
      loading = 'error';
      throw error;
    } finally {
      changed();
    }
    return true;
  }

  async function loadMore(): Promise<void> {
    const cursor = rows.cursor();
    if (isLoadingMore || cursor === null) return;
    isLoadingMore = true;
    changed();
    try {
      const askedAt = rows.now();
      const page = await api.listChats({ ...filter, cursor });
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
      };
      return cached;
    },
    onChange: changes.add,
    loadMore,
    reload: freshness.refresh,
    close() {
      isClosed = true;
      freshness.stop();
      removeListener();
    },
  };
}
