import { createMemo, For, Match, Show, Switch } from 'solid-js';
import type { ChatList } from '../../shared/live/create-inbox.ts';
import { ChatRows } from './ChatRows.tsx';
import type { SearchText } from './create-search-text.ts';
import { EmptyList } from './EmptyList.tsx';
import styles from './ListBody.module.css';

type ListBodyProps = {
  list: ChatList;
  /** How far each list was scrolled when it was left, in pixels. */
  scrollTops: WeakMap<ChatList, number>;
  search: SearchText;
  /** While it is not, a list that failed to load loads again by itself. */
  isReachable: boolean;
};

/** A list: loading, loaded, empty or failed. */
export function ListBody(props: ListBodyProps) {
  const { list, scrollTops } = props;
  const count = createMemo(() => list.state().chats.length);
  const loading = createMemo(() => list.state().loading);

  return (
    <>
      <Switch>
        <Match when={count() > 0}>
          <ChatRows
            list={list}
            startsAt={scrollTops.get(list) ?? 0}
            onLeave={(top) => scrollTops.set(list, top)}
          />
        </Match>
        <Match when={loading() === 'loading'}>
          <InboxSkeleton />
        </Match>
        <Match when={loading() === 'error'}>
          <Show when={!props.isReachable}>
            <div class="empty-place">
              <strong>Your chats are not loaded yet</strong>
              <p>They will appear once the server is reachable.</p>
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

function InboxSkeleton() {
  return (
    <>
      <output class="visually-hidden">Loading chats…</output>
      <ul aria-hidden="true">
        <For each={Array.from({ length: 7 })}>
          {() => (
            <li class={styles.row}>
              <span class={styles.line} />
              <span class={styles.line} />
              <span class={styles.line} />
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function foundText(count: number): string {
  if (count === 0) return 'No chats found.';
  return count === 1 ? '1 chat found.' : `${count} chats found.`;
}
