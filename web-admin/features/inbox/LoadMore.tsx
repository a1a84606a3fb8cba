import { createEffect, createMemo, on } from 'solid-js';
import type { ChatList } from '../../shared/live/create-inbox.ts';
import styles from './LoadMore.module.css';

type LoadMoreProps = {
  list: ChatList;
  /** The rows up to this one are drawn. */
  end: number;
};

/** So many rows ahead of the reader the next page is asked for. */
const AHEAD = 8;

/** Loads the next page when its reader comes near; the button serves where that failed. */
export function LoadMore(props: LoadMoreProps) {
  const state = () => props.list.state();
  const count = createMemo(() => state().chats.length);
  const isNear = createMemo(() => props.end + AHEAD > count());

  // Asked again after each page that came, since the next may be near already; after a page that
  // failed the button is left to the reader.
  createEffect(
    on([isNear, count], ([near]) => {
      if (near) props.list.loadMore();
    }),
  );

  return (
    <button
      type="button"
      class={`button plain ${styles.more}`}
      disabled={state().is_loading_more}
      onClick={() => props.list.loadMore()}
    >
      {state().is_loading_more ? 'Loading…' : 'Load more'}
    </button>
  );
}
