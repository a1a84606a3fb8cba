import {
  type Accessor,
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
import type { ListItem } from '../../../protocol/index.ts';
import { createNow } from '../../shared/browser/create-now.ts';
import { useRowFocusRequest } from '../../shared/keyboard/row-focus-request.tsx';
import type { ChatList } from '../../shared/live/create-inbox.ts';
import styles from './ChatRows.module.css';
import { createPressIntent } from './create-press-intent.ts';
import { createRowFocus } from './create-row-focus.ts';
import { createRowView, type RowView } from './create-row-view.ts';
import { InboxRow } from './InboxRow.tsx';
import { ListEnd } from './ListEnd.tsx';
import { NewChats } from './NewChats.tsx';
import { drawnRows, rowWindow, topToReveal } from './row-window.ts';
import { anchoredTop, isAtTop } from './scroll-anchor.ts';

type ChatRowsProps = {
  list: ChatList;
  /** How far it was scrolled when it was left, in pixels. */
  startsAt: number;
  onLeave: (top: number) => void;
};

/** The rows of a list. Only those in sight are drawn. */
export function ChatRows(props: ChatRowsProps) {
  const [box, setBox] = createSignal<HTMLElement>();
  const [list, setList] = createSignal<HTMLElement>();
  const now = createNow();
  const { focusRow } = useRowFocusRequest();
  const chats = createMemo(() => props.list.rows());
  const place = createRowView(
    box,
    untrack(() => props.startsAt),
  );
  onCleanup(() => props.onLeave(place.view().top));

  keepRowsInPlace(place, chats);
  const focus = createRowFocus({
    list,
    chats,
    reveal: (index) => place.scrollTo(topToReveal(place.view(), index)),
  });
  const intent = createPressIntent(() => props.list, focus.hasFocus);
  createComputed(() => props.list.hold(intent.mayPress()));
  onCleanup(() => props.list.hold(false));
  const span = createSpan(place, () => chats().length);
  const isOnTop = createMemo(() => isAtTop(place.view()));
  const rowHeight = createMemo(() => place.view().rowHeight);
  const drawn = createMemo(() => drawnRows(chats(), span(), focus.pinned()));
  createEffect(on(chats, place.settle));
  createEffect(on(drawn, focus.restore));

  function showNewChats({ detail }: MouseEvent): void {
    props.list.sortAgain();
    place.scrollTo(0);
    const [first] = chats();
    const isByKey = detail === 0;
    if (isByKey && first !== undefined) focusRow(first.id);
  }

  return (
    <div
      class={styles.rows}
      onPointerMove={intent.onPointerMove}
      onPointerLeave={intent.onPointerLeave}
    >
      <NewChats
        list={props.list}
        isOutOfSight={intent.mayPress() || !isOnTop()}
        isAboutToShow={isOnTop() && intent.isOnlyPassing()}
        onShow={showNewChats}
      />
      <div class={styles.box} ref={setBox} onScroll={place.onScroll}>
        <ul
          ref={setList}
          aria-label="Chats"
          class={styles.list}
          data-moves={isOnTop() && !intent.mayPress()}
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
                    leftAs={props.list.leftAs(id)}
                    count={props.list.state().has_more ? undefined : chats().length}
                    nowMs={now()}
                  />
                )}
              </Show>
            )}
          </For>
        </ul>
        <ListEnd list={props.list} end={span().end} />
      </div>
    </div>
  );
}

/** Scrolls when rows are added, removed or moved, so that those in sight stay in place. */
function keepRowsInPlace(place: RowView, chats: Accessor<readonly ListItem[]>): void {
  createComputed(
    on(chats, (after, before = []) => {
      place.onScroll();
      place.expect(anchoredTop(place.view(), before, after));
    }),
  );
}

/** The rows to draw; it changes only when another row comes into reach. */
function createSpan(place: RowView, count: Accessor<number>) {
  return createMemo(() => rowWindow(place.view(), count()), undefined, {
    equals: (one, other) => one.start === other.start && one.end === other.end,
  });
}
