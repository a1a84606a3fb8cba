import { type Accessor, batch, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import type { AdminClient, InboxSnapshot } from '../../../web-client/types.ts';
import { blankRow, dropRow, type HeldRows, holdRows, keepRows } from './held-rows.ts';

/** One tab of the inbox, or what a search finds in it. */
export type ChatList = {
  readonly isArchived: boolean;
  /** Empty for a whole tab. */
  readonly search: string;
  readonly state: Accessor<InboxSnapshot>;
  /** The chats in the order in which they are on screen. */
  readonly rows: Accessor<readonly ListItem[]>;
  /** Keeps every row in its place while `isHeld`. */
  hold(isHeld: boolean): void;
  /** Moves every row to its current place, even while the list is held. */
  sortAgain(): void;
  chat(id: string): ListItem | undefined;
  /** Why a chat is no longer in the list, if only its held place is still on screen. */
  leftAs(id: string): 'moved' | 'erased' | undefined;
  /** Shows a chat as it will be after a request, or as a response returned it. */
  put(chat: ListItem): void;
  loadMore(): void;
  reload(): void;
};

export type LiveInbox = {
  /** The active chats, whichever tab is open. */
  readonly active: ChatList;
  /** The list on screen. The result of a new search replaces it once it is loaded. */
  readonly list: Accessor<ChatList>;
  readonly state: InboxSnapshot;
  readonly isSearching: Accessor<boolean>;
  /** A tab as far as it is loaded; undefined until it is first opened. */
  tab(isArchived: boolean): ChatList | undefined;
  /** A chat in any loaded list. */
  chat(id: string): ListItem | undefined;
  /** Shows a chat in every list as it will be after a request, or as a response returned it. */
  put(chat: ListItem): void;
  loadMore(): void;
  reload(): void;
};

/**
 * The inbox at an address. The active chats are always followed: other parts of the page need them. The
 * archive stays open once it was opened, so that coming back to it costs nothing.
 */
export function createInbox(
  client: AdminClient,
  address: { readonly isArchived: Accessor<boolean>; readonly search: Accessor<string> },
): LiveInbox {
  const { isArchived, search } = address;
  const active = openList(client, false, '');
  const wasArchiveOpened = createMemo((was: boolean) => was || isArchived(), false);
  const archived = createMemo(() => (wasArchiveOpened() ? openList(client, true, '') : undefined));
  const tab = (wanted: boolean) => (wanted ? archived() : active);
  const found = createMemo(() =>
    search() === '' ? undefined : openList(client, isArchived(), search()),
  );
  const isKnown = createMemo(() => found()?.state().loading !== 'loading');
  const list = createMemo<ChatList>((before) => {
    const next = found() ?? tab(isArchived());
    if (next === undefined) throw new Error('the tab at the address is always open');
    return isKnown() || before?.isArchived !== next.isArchived ? next : before;
  });

  countAll(active);

  return {
    active,
    list,
    get state() {
      return list().state();
    },
    isSearching: () => !isKnown(),
    tab,
    chat: (id) => active.chat(id) ?? archived()?.chat(id) ?? found()?.chat(id),
    put: (chat) =>
      batch(() => {
        for (const one of [active, archived(), found()]) one?.put(chat);
      }),
    loadMore: () => list().loadMore(),
    reload: () => list().reload(),
  };
}

/**
 * Loads enough of a list that most teams have all of it: only loaded chats are counted as unread.
 */
function countAll(list: ChatList): void {
  createEffect(() => {
    const { loading, chats, has_more, is_loading_more } = list.state();
    const isIdle = loading === 'loaded' && !is_loading_more;
    if (isIdle && has_more && chats.length < COUNTED_ROWS) list.loadMore();
  });
}

const COUNTED_ROWS = 100;

/** Closed with its owner: its rows stay readable and no longer change. */
function openList(client: AdminClient, isArchived: boolean, search: string): ChatList {
  const inbox = client.openInbox({ archived: isArchived, ...(search !== '' && { q: search }) });
  const [state, setState] = createSignal(inbox.snapshot());
  const [held, setHeld] = createSignal<HeldRows>();
  const erased = new Set<string>();
  let isDue = false;

  function update(): void {
    isDue = false;
    const next = inbox.snapshot();
    batch(() => {
      setState(next);
      setHeld((rows) => rows && keepRows(rows, next.chats, inbox.chat));
    });
  }

  // One frame may carry many pushes: they are shown in one update.
  function updateSoon(): void {
    if (isDue) return;
    isDue = true;
    queueMicrotask(update);
  }

  onCleanup(inbox.onChange(updateSoon));
  onCleanup(inbox.close);
  onCleanup(
    client.onChatErased((id) => {
      erased.add(id);
      setHeld((rows) => rows && blankRow(rows, id));
    }),
  );
  return {
    isArchived,
    search,
    state,
    rows: () => held()?.rows ?? state().chats,
    hold(isHeld) {
      setHeld((rows) => (isHeld ? (rows ?? holdRows(state().chats)) : undefined));
    },
    sortAgain() {
      setHeld((rows) => rows && holdRows(state().chats));
    },
    chat(id) {
      state();
      return inbox.chat(id);
    },
    leftAs(id) {
      state();
      if (inbox.chat(id) !== undefined) return undefined;
      return erased.has(id) ? 'erased' : 'moved';
    },
    put(chat) {
      inbox.put(chat);
      if (chat.archived !== isArchived) setHeld((rows) => rows && dropRow(rows, chat.id));
      update();
    },
    loadMore: () => void inbox.loadMore(),
    reload: inbox.reload,
  };
}
