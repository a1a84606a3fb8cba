import { A, useParams } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { isTap } from '../../shared/browser/is-tap.ts';
import { previewText, userLabel } from '../../shared/chat-labels/chat-labels.ts';
import { IdentityMark } from '../../shared/chat-labels/IdentityMark.tsx';
import { useReplyFocus } from '../../shared/keyboard/reply-focus.tsx';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';
import { useSession } from '../../shared/session/session-context.tsx';
import type { UnsentMark } from '../../shared/unsent-replies/unsent-mark.ts';
import { useUnsentReplies } from '../../shared/unsent-replies/unsent-replies-context.tsx';
import styles from './InboxRow.module.css';
import { countAndTime, previewSender } from './inbox-texts.ts';

type InboxRowProps = {
  chat: ListItem;
  /** Its place in the list, from 0. */
  index: number;
  /** In pixels; the same for every row. */
  height: number;
  /** The length of the list, if it is known. */
  count: number | undefined;
  nowMs: number;
  /** Why it is no longer in the list; it keeps its place for a moment. */
  leftAs: 'moved' | 'erased' | undefined;
};

export function InboxRow(props: InboxRowProps) {
  const address = useInboxAddress();
  const replyFocus = useReplyFocus();
  const replies = useUnsentReplies();
  const params = useParams<{ id?: string }>();
  const isOpen = () => params.id === props.chat.id;
  // The open chat shows it anyway.
  const mark = createMemo(() =>
    isOpen() || props.leftAs ? undefined : replies.markOf(props.chat.id, props.nowMs),
  );

  function onClick(event: MouseEvent): void {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!isElsewhere && !isTap(event)) replyFocus.want(props.chat.id);
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
        data-left={props.leftAs !== undefined}
        data-unread={props.chat.unread}
        href={address.toChat(props.chat.id)}
        noScroll
        onClick={onClick}
      >
        <span class={styles.top}>
          <Show when={props.chat.unread}>
            <span class={styles.dot} />
            <span class="visually-hidden">Unread: </span>
          </Show>
          <bdi class={styles.name}>
            {props.leftAs === 'erased' ? 'Erased chat' : userLabel(props.chat)}
          </bdi>
          <Show when={props.leftAs !== 'erased'}>
            <IdentityMark chat={props.chat} />
            <Show when={props.chat.joined}>
              <span class={styles.joined} title="Joined from an anonymous conversation">
                joined
                <span class="visually-hidden"> from an anonymous conversation</span>
              </span>
            </Show>
          </Show>
        </span>
        <Preview chat={props.chat} isErased={props.leftAs === 'erased'} />
        <span class={styles.meta}>
          <span class={styles.time}>
            {leftText(props.chat, props.leftAs) ?? countAndTime(props.chat, props.nowMs)}
          </span>
          <Show when={mark()}>
            {(left) => (
              <span class={styles.mark} data-mark={left()}>
                {MARK_TEXTS[left()]}
              </span>
            )}
          </Show>
        </span>
      </A>
    </li>
  );
}

/** The last message, and its sender if it is not the user. */
function Preview(props: { chat: ListItem; isErased: boolean }) {
  const { signedIn } = useSession();
  return (
    <span class={styles.preview}>
      <Show when={!props.isErased && previewSender(props.chat, signedIn.id)}>
        {(sender) => (
          <span class={styles.sender}>
            <bdi class={styles.senderName}>{sender()}</bdi>
            {': '}
          </span>
        )}
      </Show>
      <bdi class={styles.words}>{previewText(props.chat)}</bdi>
    </span>
  );
}

/** What a row says that is about to go. */
function leftText({ archived }: ListItem, leftAs: InboxRowProps['leftAs']): string | undefined {
  if (leftAs === undefined) return undefined;
  if (leftAs === 'erased') return 'No longer there';
  return archived ? 'Just restored' : 'Just archived';
}

const MARK_TEXTS: Readonly<Record<UnsentMark, string>> = {
  failed: 'Not sent',
  waiting: 'Not sent yet',
  draft: 'Draft',
};
