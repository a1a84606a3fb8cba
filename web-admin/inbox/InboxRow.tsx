import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import type { ListItem } from '../../protocol/index.ts';
import { VerifiedMark } from '../chat/VerifiedMark.tsx';
import { chatPath } from '../workspace/paths.ts';
import { useIsArchived } from '../workspace/use-is-archived.ts';
import styles from './InboxRow.module.css';
import { countAndTime, previewText, userLabel } from './row-text.ts';

export function InboxRow(props: { chat: ListItem; nowMs: number }) {
  const isArchived = useIsArchived();
  return (
    <li class={styles.item}>
      <A
        class={styles.row}
        data-unread={props.chat.unread}
        href={chatPath(props.chat.id, isArchived())}
        noScroll
      >
        <span class={styles.top}>
          <Show when={props.chat.unread}>
            <span class={styles.dot} />
            <span class="visually-hidden">Unread: </span>
          </Show>
          <span class={styles.name}>{userLabel(props.chat)}</span>
          <VerifiedMark isVerified={props.chat.user_verified} />
          <Show when={props.chat.archived}>
            <span class={styles.archived}>Archived</span>
          </Show>
        </span>
        <span class={styles.preview}>{previewText(props.chat)}</span>
        <span class={styles.meta}>{countAndTime(props.chat, props.nowMs)}</span>
      </A>
    </li>
  );
}
