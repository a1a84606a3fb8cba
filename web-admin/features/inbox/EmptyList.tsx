import { useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import type { ChatList } from '../../shared/live/create-inbox.ts';
import type { SearchText } from './create-search-text.ts';
import styles from './Inbox.module.css';

/** A tab without chats, or a search that found none in it. */
export function EmptyList(props: { list: ChatList; search: SearchText }) {
  return (
    <Show when={props.list.search} fallback={<EmptyTab isArchived={props.list.isArchived} />}>
      {(searched) => (
        <NoMatch
          searched={searched()}
          isArchived={props.list.isArchived}
          onClear={() => props.search.search('')}
        />
      )}
    </Show>
  );
}

function EmptyTab(props: { isArchived: boolean }) {
  return (
    <div class="empty-place">
      <strong>{props.isArchived ? 'No archived chats' : 'No active chats'}</strong>
      <p>
        {props.isArchived
          ? 'Chats that you archive are kept here.'
          : 'A chat shows here as soon as somebody writes.'}
      </p>
    </div>
  );
}

function NoMatch(props: { searched: string; isArchived: boolean; onClear: () => void }) {
  const [, setQuery] = useSearchParams<{ tab?: string }>();
  const other = () => (props.isArchived ? 'active' : 'archived');

  return (
    <div class="empty-place">
      <strong>
        No {props.isArchived ? 'archived' : 'active'} chat matches “<bdi>{props.searched}</bdi>”
      </strong>
      <p>An email, its domain and each word of a name are found by how they begin.</p>
      <p class={styles.actions}>
        <button
          type="button"
          class="button"
          onClick={() => setQuery({ tab: props.isArchived ? undefined : 'archived' })}
        >
          Search {other()} chats
        </button>
        <button type="button" class="button plain" onClick={() => props.onClear()}>
          Clear
        </button>
      </p>
    </div>
  );
}
