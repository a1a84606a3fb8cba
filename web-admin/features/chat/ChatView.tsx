import { createEffect, For, Match, type ParentProps, Show, Switch } from 'solid-js';
import { createIsVisible } from '../../shared/browser/create-is-visible.ts';
import { userLabel } from '../../shared/chat-labels/chat-labels.ts';
import { useClient } from '../../shared/live/client-context.tsx';
import type { LiveChat } from '../../shared/live/create-chat.ts';
import { createIsReachable } from '../../shared/live/create-connection-state.ts';
import type { OpenChat } from '../../shared/live/create-open-chat.ts';
import { useSession } from '../../shared/session/session-context.tsx';
import { createPageTitle } from '../../shared/ui/page-title.tsx';
import { ChatHeader } from './ChatHeader.tsx';
import { ChatUnavailable, ErasedChat } from './ChatUnavailable.tsx';
import styles from './ChatView.module.css';
import type { CreateReplyPicker } from './create-reply-box.ts';
import { MessageList } from './MessageList.tsx';
import { ReplyPane } from './ReplyPane.tsx';
import { useJoinedChat } from './use-joined-chat.ts';

type ChatViewProps = ParentProps<{
  chat: OpenChat;
  createPicker: CreateReplyPicker;
  onAskWho: () => void;
}>;

/** A chat to read and reply to, with `children` beside it. */
export function ChatView(props: ChatViewProps) {
  const { id, live, summary } = props.chat;
  const { config } = useSession();
  markReadWhileVisible(live);
  useJoinedChat(live, id);
  createPageTitle(() => `${titleOf(props.chat)} · ${config.site_name}`);

  return (
    <section class={styles.chat} aria-label="Chat">
      <ChatHeader chat={props.chat} onAskWho={props.onAskWho} />
      <Switch
        fallback={
          <>
            <Messages chat={props.chat} />
            <ReplyPane chat={props.chat} createPicker={props.createPicker} />
          </>
        }
      >
        <Match when={live.state.is_erased}>
          <ErasedChat chatId={id} />
        </Match>
        <Match when={summary.isMissing()}>
          <ChatUnavailable
            title="This chat does not exist"
            text="The address is wrong, or the chat was erased or added to its user’s account."
          />
        </Match>
      </Switch>
      {props.children}
    </section>
  );
}

function Messages(props: { chat: OpenChat }) {
  const { live, summary } = props.chat;
  const isReachable = createIsReachable(useClient());
  const hasFailed = () => live.state.loading === 'error' && isReachable();
  const isFirstLoad = () => live.state.messages.length === 0 && live.state.loading === 'loading';

  return (
    <div class={styles.messages}>
      <Switch fallback={<MessageList live={live} emailSkip={summary.item()?.email_skipped} />}>
        <Match when={isFirstLoad()}>
          <ChatSkeleton />
        </Match>
        {/* A list of its own, so that the loaded list starts at the first unread message. */}
        <Match when={live.isFromBefore()}>
          <MessageList live={live} emailSkip={summary.item()?.email_skipped} />
        </Match>
      </Switch>
      <Show when={hasFailed()}>
        <div class={`raised ${styles.problem}`} role="alert">
          <p>The messages could not be loaded.</p>
          <button type="button" class="button" onClick={() => live.chat.reload()}>
            Retry
          </button>
        </div>
      </Show>
    </div>
  );
}

function ChatSkeleton() {
  return (
    <div class={styles.skeleton}>
      <output class="visually-hidden">Loading messages…</output>
      <For each={['user', 'user', 'admin', 'user']}>
        {(side) => <span class={styles.bubble} data-side={side} aria-hidden="true" />}
      </For>
    </div>
  );
}

function titleOf({ summary }: OpenChat): string {
  const item = summary.item();
  return item === undefined ? 'Chat' : userLabel(item);
}

/** Marks messages as read while this browser tab is visible. */
function markReadWhileVisible({ chat, state }: LiveChat): void {
  const isVisible = createIsVisible();
  createEffect(() => {
    if (isVisible() && state.messages.length > 0 && state.unread_count > 0) chat.markRead();
  });
}
