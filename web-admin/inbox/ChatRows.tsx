import {
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  Show,
  untrack,
} from 'solid-js';
import { Icon } from '../icons/Icon.tsx';
import type { ChatList } from '../live/create-inbox.ts';
import { createNow } from '../live/create-now.ts';
import styles from './ChatRows.module.css';
import { createRowFocus } from './create-row-focus.ts';
import { createRowView } from './create-row-view.ts';
import { drawnRows } from './drawn-rows.ts';
import { InboxRow } from './InboxRow.tsx';
import { countNews, isAtTop, keptTop } from './kept-place.ts';
import { LoadMore } from './LoadMore.tsx';
import { rowWindow, topToReveal } from './row-window.ts';

type ChatRowsProps = {
  list: ChatList;
  /** Where its reader left it, in pixels. */
  startsAt: number;
  onLeave: (top: number) => void;
};

/** The rows of a list, of which only those in sight are drawn. */
export function ChatRows(props: ChatRowsProps) {
  const [box, setBox] = createSignal<HTMLElement>();
  const [list, setList] = createSignal<HTMLElement>();
  const now = createNow();
  const chats = createMemo(() => props.list.state().chats);
  const place = createRowView(
    box,
    untrack(() => props.startsAt),
  );
  onCleanup(() => props.onLeave(place.view().top));

  createComputed(
    on(chats, (after, before = []) => {
      place.onScroll();
      place.expect(keptTop(place.view(), before, after));
    }),
  );
  const focus = createRowFocus({
    list,
    chats,
    reveal: (index) => place.scrollTo(topToReveal(place.view(), index)),
  });
  const span = createMemo(() => rowWindow(place.view(), chats().length), undefined, {
    equals: (one, other) => one.start === other.start && one.end === other.end,
  });
  const isOnTop = createMemo(() => isAtTop(place.view()));
  const rowHeight = createMemo(() => place.view().rowHeight);
  const drawn = createMemo(() => drawnRows(chats(), span(), focus.pinned()));
  createEffect(on(chats, place.settle));
  createEffect(on(drawn, focus.restore));

  return (
    <div class={styles.rows}>
      <News list={props.list} isAtTop={isOnTop()} onGoToTop={() => place.scrollTo(0)} />
      <div class={styles.box} ref={setBox} onScroll={place.onScroll}>
        <ul
          ref={setList}
          aria-label="Chats"
          class={styles.list}
          data-moves={isOnTop()}
          style={{ 'block-size': `${chats().length * rowHeight()}px` }}
          onFocusIn={focus.onFocusIn}
          onFocusOut={focus.onFocusOut}
        >
          <For each={[...drawn().keys()]}>
            {(id) => (
              <Show when={drawn().get(id)}>
                {(row) => (
                  <InboxRow
                    chat={row().chat}
                    index={row().index}
                    height={rowHeight()}
                    count={props.list.state().has_more ? undefined : chats().length}
                    nowMs={now()}
                  />
                )}
              </Show>
            )}
          </For>
        </ul>
        <Show when={props.list.state().has_more}>
          <LoadMore list={props.list} end={span().end} />
        </Show>
        <Show when={props.list.search !== '' && chats().length >= SEARCH_LIMIT}>
          <p class={styles.limit}>There may be more. Type more letters to find them.</p>
        </Show>
      </div>
    </div>
  );
}

/** So many matches of an email, and of a name, a search finds at most (H6). */
const SEARCH_LIMIT = 100;

type NewsProps = { list: ChatList; isAtTop: boolean; onGoToTop: () => void };

/** Tells a reader further down of chats with new messages above. */
function News(props: NewsProps) {
  const chats = () => props.list.state().chats;
  const leftAt = createMemo<string | undefined>((since) =>
    props.isAtTop ? undefined : (since ?? untrack(chats)[0]?.last_message_at),
  );
  const count = createMemo(() => {
    const since = leftAt();
    return since === undefined ? 0 : countNews(chats(), since);
  });

  return (
    <Show when={count() > 0}>
      <button type="button" class={styles.news} onClick={() => props.onGoToTop()}>
        <Icon name="up" />
        {count()} new
      </button>
    </Show>
  );
}
