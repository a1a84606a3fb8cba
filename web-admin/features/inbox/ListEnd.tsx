import { createEffect, createMemo, on, Show } from 'solid-js';
import type { ChatList } from '../../shared/live/create-inbox.ts';
import styles from './ChatRows.module.css';

type ListEndProps = {
  list: ChatList;
  /** The rows up to this one are drawn. */
  end: number;
};

/** What follows the rows: a button for the next page, or the limit of a search. */
export function ListEnd(props: ListEndProps) {
  const state = () => props.list.state();
  return (
    <>
      <Show when={state().has_more}>
        <LoadMore {...props} />
      </Show>
      <Show when={props.list.search !== '' && props.list.rows().length >= SEARCH_LIMIT}>
        <p class={styles.limit}>There may be more. Type more letters to find them.</p>
      </Show>
    </>
  );
}

/** Loads the next page when its reader comes near. The button is for when that failed. */
function LoadMore(props: ListEndProps) {
  const state = () => props.list.state();
  const count = createMemo(() => state().chats.length);
  const isNear = createMemo(() => props.end + AHEAD_ROWS > count());

  // Checked again after each page, as the next one may be near already. After a failure the reader
  // presses the button.
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

/** The next page is loaded when its first row is this many rows away. */
const AHEAD_ROWS = 8;

/** The most matches by email, and by name, that a search returns (H6). */
const SEARCH_LIMIT = 100;
