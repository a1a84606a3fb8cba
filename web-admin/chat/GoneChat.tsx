import { A } from '@solidjs/router';
import { inboxPath } from '../workspace/paths.ts';
import { useIsArchived } from '../workspace/use-is-archived.ts';
import { useSearch } from '../workspace/use-search.ts';
import styles from './GoneChat.module.css';

/** In the place of a chat that is not there. */
export function GoneChat(props: { title: string; text: string }) {
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
