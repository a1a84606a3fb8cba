import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import type { Chat } from '../../../web-client/types.ts';
import { useSession } from '../../shared/session/session-context.tsx';
import { messageDay } from '../../shared/text/time-format.ts';
import { senderLabel } from './chat-texts.ts';
import type { LivePage } from './create-message-pages.ts';
import { MessageItem } from './MessageItem.tsx';
import type { MessageRow } from './message-pages.ts';
import styles from './PageOfMessages.module.css';

type PageOfMessagesProps = {
  page: LivePage;
  chat: Pick<Chat, 'retry' | 'discard'>;
  nowMs: number;
  isSeen: (key: string) => boolean;
  isFirstUnread: (key: string) => boolean;
};

/** The messages of one page, with dividers where a day or what is unread begins. */
export function PageOfMessages(props: PageOfMessagesProps) {
  const { signedIn } = useSession();
  const isSettled = createIsSettled();
  return (
    <ol class={styles.page} data-settled={isSettled()}>
      <For each={props.page.rows}>
        {(row) => (
          <>
            <Dividers row={row} nowMs={props.nowMs} isFirstUnread={props.isFirstUnread(row.key)} />
            <MessageItem
              message={row.message}
              sender={senderLabel(row.message, signedIn.label)}
              isLabelled={row.startsGroup}
              isSeen={props.isSeen(row.key)}
              onRetry={() => props.chat.retry(row.message.client_id)}
              onDiscard={() => props.chat.discard(row.message.client_id)}
            />
          </>
        )}
      </For>
    </ol>
  );
}

/** What stands before a message. Where a joined conversation begins or ends, the times go back. */
function Dividers(props: { row: MessageRow; nowMs: number; isFirstUnread: boolean }) {
  return (
    <>
      <Show when={props.row.joining}>
        {(joining) => (
          <li class={styles.divider} data-joined>
            <span class={styles.label}>
              {joining() === 'ended'
                ? 'End of the joined conversation'
                : 'Joined from an anonymous conversation'}
            </span>
          </li>
        )}
      </Show>
      <Show when={props.row.startsDay}>
        <li class={styles.divider}>
          <h3 class={styles.label}>{messageDay(props.row.message.created_at, props.nowMs)}</h3>
        </li>
      </Show>
      <Show when={props.isFirstUnread}>
        <li class={styles.divider} data-unread>
          <span class={styles.label}>New</span>
        </li>
      </Show>
    </>
  );
}

/** Whether the page has been drawn once: only then does the browser know the height to reserve for it. */
function createIsSettled() {
  const [isSettled, setIsSettled] = createSignal(false);
  let frame = 0;
  onMount(() => {
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setIsSettled(true));
    });
  });
  onCleanup(() => cancelAnimationFrame(frame));
  return isSettled;
}
