import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import type { ListItem } from '../../protocol/index.ts';
import type { Client, InboxSnapshot } from '../../web-client/types.ts';

/** One tab of the inbox, or what a search finds in it. */
export type ChatList = {
  readonly isArchived: boolean;
  /** Empty for a whole tab. */
  readonly search: string;
  readonly state: Accessor<InboxSnapshot>;
  chat(id: string): ListItem | undefined;
  loadMore(): void;
  reload(): void;
};

export type LiveInbox = {
  /** The list on screen. What a new search finds takes its place once it is known. */
  readonly list: Accessor<ChatList>;
  readonly state: InboxSnapshot;
  readonly isSearching: Accessor<boolean>;
  /** A tab as far as it is loaded; undefined until it was opened once. */
  tab(isArchived: boolean): ChatList | undefined;
  /** A chat of any list that is loaded. */
  chat(id: string): ListItem | undefined;
  loadMore(): void;
  reload(): void;
};

/** The inbox at an address. A tab opened once stays, so that coming back to it costs nothing. */
export function createInbox(
  client: Client,
  address: { readonly isArchived: Accessor<boolean>; readonly search: Accessor<string> },
): LiveInbox {
  const { isArchived, search } = address;
  const active = createTab(client, isArchived, false);
  const archived = createTab(client, isArchived, true);
  const tab = (wanted: boolean) => (wanted ? archived() : active());
  const found = createMemo(() =>
    search() === '' ? undefined : openList(client, isArchived(), search()),
  );
  const isKnown = createMemo(() => found()?.state().loading !== 'loading');
  const list = createMemo<ChatList>((before) => {
    const next = found() ?? tab(isArchived());
    if (next === undefined) throw new Error('the tab at the address is always open');
    return isKnown() || before?.isArchived !== next.isArchived ? next : before;
  });

  return {
    list,
    get state() {
      return list().state();
    },
    isSearching: () => !isKnown(),
    tab,
    chat: (id) => active()?.chat(id) ?? archived()?.chat(id) ?? found()?.chat(id),
    loadMore: () => list().loadMore(),
    reload: () => list().reload(),
  };
}

function createTab(
  client: Client,
  opened: Accessor<boolean>,
  isArchived: boolean,
): Accessor<ChatList | undefined> {
  const wasOpened = createMemo((was: boolean) => was || opened() === isArchived, false);
  return createMemo(() => (wasOpened() ? openList(client, isArchived, '') : undefined));
}

/** Closed with its owner: what it listed stays readable and no longer changes. */
function openList(client: Client, isArchived: boolean, search: string): ChatList {
  const inbox = client.openInbox({ archived: isArchived, ...(search !== '' && { q: search }) });
  const [state, setState] = createSignal(inbox.snapshot());
  let isDue = false;

  function update(): void {
    isDue = false;
    setState(inbox.snapshot());
  }

  // One frame may carry many pushes: they are shown together.
  function updateSoon(): void {
    if (isDue) return;
    isDue = true;
    queueMicrotask(update);
  }

  onCleanup(inbox.onChange(updateSoon));
  onCleanup(inbox.close);
  return {
    isArchived,
    search,
    state,
    chat(id) {
      state();
      return inbox.chat(id);
    },
    loadMore: () => void inbox.loadMore(),
    reload: inbox.reload,
  };
}
