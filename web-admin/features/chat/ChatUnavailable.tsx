import { A } from '@solidjs/router';
import { inboxPath } from '../../shared/navigation/paths.ts';
import { useIsArchived } from '../../shared/navigation/use-is-archived.ts';
import { useSearch } from '../../shared/navigation/use-search.ts';
import styles from './ChatUnavailable.module.css';

/** In the place of a chat that is not there. */
export function ChatUnavailable(props: { title: string; text: string }) {
  const isArchived = useIsArchived();
  const search = useSearch();
  return (
    <div class={`empty-place ${styles.gone}`} role="status">
      <h3>{props.title}</h3>
      <p>{props.text}</p>
      <A href={inboxPath(isArchived(), search())} class="button" noScroll>
        Back to the inbox
      </A>
    </div>
  );
}
