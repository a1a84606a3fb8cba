import { createMemo, Match, Show, Switch } from 'solid-js';
import type { ChatList } from '../../shared/live/create-inbox.ts';
import { ChatRows } from './ChatRows.tsx';
import type { SearchText } from './create-search-text.ts';
import { EmptyList } from './EmptyList.tsx';
import { InboxSkeleton } from './InboxSkeleton.tsx';

type ListBodyProps = {
  list: ChatList;
  places: WeakMap<ChatList, number>;
  search: SearchText;
  /** Else what failed to load comes by itself. */
  isReachable: boolean;
};

/** A list in whatever state it is. */
export function ListBody(props: ListBodyProps) {
  const { list, places } = props;
  const count = createMemo(() => list.state().chats.length);
  const loading = createMemo(() => list.state().loading);

  return (
    <>
      <Switch>
        <Match when={count() > 0}>
          <ChatRows
            list={list}
            startsAt={places.get(list) ?? 0}
            onLeave={(top) => places.set(list, top)}
          />
        </Match>
        <Match when={loading() === 'loading'}>
          <InboxSkeleton />
        </Match>
        <Match when={loading() === 'error'}>
          <Show when={!props.isReachable}>
            <div class="empty-place">
              <strong>The chats are not here yet</strong>
              <p>They show as soon as the server can be reached.</p>
            </div>
          </Show>
        </Match>
        <Match when={loading() === 'loaded'}>
          <EmptyList list={list} search={props.search} />
        </Match>
      </Switch>
      <Show when={list.search !== '' && loading() === 'loaded'}>
        <output class="visually-hidden">{foundText(count())}</output>
      </Show>
    </>
  );
}

function foundText(count: number): string {
  if (count === 0) return 'No chats found.';
  return count === 1 ? '1 chat found.' : `${count} chats found.`;
}
