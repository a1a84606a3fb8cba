import { createEffect, createSignal, Match, Show, Switch } from 'solid-js';
import { createIsVisible } from '../../shared/browser/create-is-visible.ts';
import { useClient } from '../../shared/live/client-context.tsx';
import { createChat, type LiveChat } from '../../shared/live/create-chat.ts';
import { type ChatSummary, createChatSummary } from '../../shared/live/create-chat-summary.ts';
import { createConnectionState } from '../../shared/live/create-connection-state.ts';
import { createIsReachable } from '../../shared/live/create-is-reachable.ts';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import { useRecentChats } from '../../shared/live/recent-chats.tsx';
import { useSession } from '../../shared/session/session-context.tsx';
import { createPageTitle } from '../../shared/ui/create-page-title.ts';
import { presenceOf } from '../../shared/user/presence.ts';
import { userLabel } from '../inbox/row-text.ts';
import { PersonPane } from '../person/PersonPane.tsx';
import { ChatHeader } from './ChatHeader.tsx';
import { ChatSkeleton } from './ChatSkeleton.tsx';
import { ChatUnavailable } from './ChatUnavailable.tsx';
import styles from './ChatView.module.css';
import { ErasedChat } from './ErasedChat.tsx';
import { MessageList } from './MessageList.tsx';
import { ReplyPane } from './ReplyPane.tsx';
import { useJoinedChat } from './use-joined-chat.ts';

export function ChatView(props: { chatId: string }) {
  const client = useClient();
  const { config } = useSession();
  const live = createChat(client, useRecentChats(), props.chatId);
  const summary = createChatSummary(client, useInbox(), live, props.chatId);
  const link = createConnectionState(client);
  const presence = () => presenceOf(link(), live.state.user_online);
  const [isAsking, setIsAsking] = createSignal(false);
  const isReachable = createIsReachable(client);
  const hasFailed = () => live.state.loading === 'error' && isReachable();
  const isFirstLoad = () => live.state.messages.length === 0 && live.state.loading === 'loading';
  markReadWhileVisible(live);
  useJoinedChat(live, props.chatId);
  createPageTitle(() => `${titleOf(summary)} · ${config.site_name}`);

  return (
    <section class={styles.chat} aria-label="Chat">
      <ChatHeader summary={summary} presence={presence()} onAskWho={() => setIsAsking(true)} />
      <Switch
        fallback={
          <>
            <div class={styles.messages}>
              <Switch
                fallback={<MessageList live={live} emailSkip={summary.item()?.email_skipped} />}
              >
                <Match when={isFirstLoad()}>
                  <ChatSkeleton />
                </Match>
                {/* A list of its own: what is loaded then begins where its reader left off. */}
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
            <ReplyPane chatId={props.chatId} live={live} summary={summary} />
          </>
        }
      >
        <Match when={live.state.is_erased}>
          <ErasedChat chatId={props.chatId} />
        </Match>
        <Match when={summary.isMissing()}>
          <ChatUnavailable
            title="This chat does not exist"
            text="Its address is wrong, or the chat was erased or added to its user’s account."
          />
        </Match>
      </Switch>
      <PersonPane
        chatId={props.chatId}
        live={live}
        summary={summary}
        presence={presence()}
        isOpen={isAsking()}
        onClose={() => setIsAsking(false)}
      />
    </section>
  );
}

function titleOf(summary: ChatSummary): string {
  const item = summary.item();
  return item === undefined ? 'Chat' : userLabel(item);
}

/** What somebody can see is read: at once, and when they come back to this browser tab. */
function markReadWhileVisible({ chat, state }: LiveChat): void {
  const isVisible = createIsVisible();
  createEffect(() => {
    if (isVisible() && state.messages.length > 0 && state.unread_count > 0) chat.markRead();
  });
}
