import { Show } from 'solid-js';
import { useRowFocusRequest } from '../../shared/keyboard/row-focus-request.tsx';
import { useShortcut } from '../../shared/keyboard/shortcut-keys.tsx';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import { SEARCH_MAX_LENGTH } from '../../shared/navigation/inbox-address.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import type { SearchText } from './create-search-text.ts';
import styles from './SearchBox.module.css';

export const SEARCH_ID = 'inbox-search';

/** Finds chats of the open tab by the start of the email, of its domain, or of a word of the name. */
export function SearchBox(props: { search: SearchText; onAsked: () => void }) {
  const inbox = useInbox();
  const { focusRow } = useRowFocusRequest();
  let input: HTMLInputElement | undefined;

  useShortcut('search', () => {
    props.onAsked();
    input?.focus();
    input?.select();
  });

  function clear(): void {
    props.search.search('');
    input?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Enter') props.search.search(props.search.text());
    if (event.key === 'ArrowDown') {
      const [first] = inbox.list().rows();
      if (first !== undefined) focusRow(first.id);
    }
    if (event.key === 'Escape' && props.search.text() !== '') clear();
    else if (event.key === 'Escape') input?.blur();
    if (HANDLED.includes(event.key)) event.preventDefault();
  }

  return (
    <search class={styles.search} data-busy={inbox.isSearching()}>
      <Icon name="search" class={styles.icon} />
      <input
        ref={input}
        id={SEARCH_ID}
        type="search"
        class={styles.input}
        aria-label="Search by email or name"
        aria-keyshortcuts="/"
        placeholder="Search by email or name"
        autocomplete="off"
        spellcheck={false}
        maxLength={SEARCH_MAX_LENGTH}
        value={props.search.text()}
        onInput={(event) => props.search.write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Show when={props.search.text() !== ''}>
        <button type="button" class={styles.clear} aria-label="Clear the search" onClick={clear}>
          <Icon name="close" />
        </button>
      </Show>
    </search>
  );
}

const HANDLED = ['Enter', 'ArrowDown', 'Escape'];
