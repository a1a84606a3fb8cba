import { A } from '@solidjs/router';
import { inboxPath } from '../workspace/paths.ts';
import { useIsArchived } from '../workspace/use-is-archived.ts';
import { useSearch } from '../workspace/use-search.ts';
import styles from './ErasedChat.module.css';
import { useDrafts } from './use-drafts.ts';

/** In the place of a chat that is gone: what was being written to its user goes with it. */
export function ErasedChat(props: { chatId: string }) {
  const isArchived = useIsArchived();
  const search = useSearch();
  useDrafts().keep(props.chatId, '');
  return (
    <div class={styles.erased} role="status">
      <h3>This chat was erased</h3>
      <p>Its messages and what was known of the user are gone for good.</p>
      <A href={inboxPath(isArchived(), search())} class="button" noScroll>
        Back to the inbox
      </A>
    </div>
  );
}
