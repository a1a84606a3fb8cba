import { createMemo, Match, Show, Switch } from 'solid-js';
import type { ChatList } from '../live/create-inbox.ts';
import { ChatRows } from './ChatRows.tsx';
import type { SearchText } from './create-search-text.ts';
import { EmptyList } from './EmptyList.tsx';
import styles from './Inbox.module.css';
import { InboxSkeleton } from './InboxSkeleton.tsx';

type ListBodyProps = {
  list: ChatList;
  places: WeakMap<ChatList, number>;
  search: SearchText;
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
          <div class={styles.empty}>
            <p class={styles.emptyTitle}>The chats are not here yet</p>
            <p>They show as soon as the server can be reached.</p>
          </div>
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
