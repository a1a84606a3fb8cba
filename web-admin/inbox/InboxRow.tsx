import { A, useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import type { ListItem } from '../../protocol/index.ts';
import { VerifiedMark } from '../chat/VerifiedMark.tsx';
import { focusChat } from '../workspace/focus-chat.ts';
import { chatPath } from '../workspace/paths.ts';
import { useIsArchived } from '../workspace/use-is-archived.ts';
import { useSearch } from '../workspace/use-search.ts';
import styles from './InboxRow.module.css';
import { countAndTime, previewText, userLabel } from './row-text.ts';

type InboxRowProps = {
  chat: ListItem;
  /** Where it stands in the list, from 0. */
  index: number;
  /** In pixels, as of every row. */
  height: number;
  /** How many there are, when that is known. */
  count: number | undefined;
  nowMs: number;
};

export function InboxRow(props: InboxRowProps) {
  const isArchived = useIsArchived();
  const search = useSearch();
  const params = useParams<{ id?: string }>();

  // Following the link to where one is does nothing, so its key leads into the chat.
  function onClick(event: MouseEvent): void {
    if (event.detail === 0 && params.id === props.chat.id) focusChat();
  }

  return (
    <li
      class={styles.item}
      data-chat={props.chat.id}
      aria-posinset={props.index + 1}
      aria-setsize={props.count ?? -1}
      style={{
        'block-size': `${props.height}px`,
        translate: `0 ${props.index * props.height}px`,
      }}
    >
      <A
        class={styles.row}
        data-unread={props.chat.unread}
        href={chatPath(props.chat.id, isArchived(), search())}
        noScroll
        onClick={onClick}
      >
        <span class={styles.top}>
          <Show when={props.chat.unread}>
            <span class={styles.dot} />
            <span class="visually-hidden">Unread: </span>
          </Show>
          <bdi class={styles.name}>{userLabel(props.chat)}</bdi>
          <VerifiedMark isVerified={props.chat.user_verified} />
        </span>
        <span class={styles.preview}>
          <Show when={props.chat.last_message_sender === 'admin'}>You: </Show>
          <bdi>{previewText(props.chat)}</bdi>
        </span>
        <span class={styles.meta}>{countAndTime(props.chat, props.nowMs)}</span>
      </A>
    </li>
  );
}
