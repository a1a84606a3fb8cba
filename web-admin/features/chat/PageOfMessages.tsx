import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import type { Chat } from '../../../web-client/types.ts';
import { useSession } from '../../shared/session/session-context.tsx';
import type { LivePage } from './create-message-pages.ts';
import { DayDivider } from './DayDivider.tsx';
import { JoinedDivider } from './JoinedDivider.tsx';
import { MessageItem } from './MessageItem.tsx';
import styles from './PageOfMessages.module.css';
import { senderLabel } from './sender-label.ts';
import { UnreadDivider } from './UnreadDivider.tsx';

type PageOfMessagesProps = {
  page: LivePage;
  chat: Pick<Chat, 'retry' | 'discard'>;
  nowMs: number;
  isSeen: (key: string) => boolean;
  isFirstUnread: (key: string) => boolean;
};

export function PageOfMessages(props: PageOfMessagesProps) {
  const { signedIn } = useSession();
  const isSettled = createIsSettled();
  return (
    <ol class={styles.page} data-settled={isSettled()}>
      <For each={props.page.rows}>
        {(row) => (
          <>
            <Show when={row.joining}>
              {(joining) => <JoinedDivider isEnd={joining() === 'ended'} />}
            </Show>
            <Show when={row.startsDay}>
              <DayDivider at={row.message.created_at} nowMs={props.nowMs} />
            </Show>
            <Show when={props.isFirstUnread(row.key)}>
              <UnreadDivider />
            </Show>
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

/** Whether the page has been drawn, so that the browser knows its height when it need not draw it. */
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
