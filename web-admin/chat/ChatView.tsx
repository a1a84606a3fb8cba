import { createEffect, createSignal, Match, Show, Switch } from 'solid-js';
import { userLabel } from '../inbox/row-text.ts';
import { useClient } from '../live/client-context.tsx';
import { createChat, type LiveChat } from '../live/create-chat.ts';
import { createIsReachable } from '../live/create-is-reachable.ts';
import { createIsVisible } from '../live/create-is-visible.ts';
import { createLink } from '../live/create-link.ts';
import { useRecentChats } from '../live/recent-chats.tsx';
import { PersonPane } from '../person/PersonPane.tsx';
import { useSession } from '../session/session-context.tsx';
import { createPageTitle } from '../workspace/create-page-title.ts';
import { useInbox } from '../workspace/inbox-context.tsx';
import { ChatHeader } from './ChatHeader.tsx';
import { ChatSkeleton } from './ChatSkeleton.tsx';
import styles from './ChatView.module.css';
import { type ChatHead, createChatHead } from './create-chat-head.ts';
import { ErasedChat } from './ErasedChat.tsx';
import { GoneChat } from './GoneChat.tsx';
import { MessageList } from './MessageList.tsx';
import { presenceOf } from './presence.ts';
import { ReplyPane } from './ReplyPane.tsx';
import { useJoinedChat } from './use-joined-chat.ts';

export function ChatView(props: { chatId: string }) {
  const client = useClient();
  const { config } = useSession();
  const live = createChat(client, useRecentChats(), props.chatId);
  const head = createChatHead(client, useInbox(), live, props.chatId);
  const link = createLink(client);
  const presence = () => presenceOf(link(), live.state.user_online);
  const [isAsking, setIsAsking] = createSignal(false);
  const isReachable = createIsReachable(client);
  const hasFailed = () => live.state.loading === 'error' && isReachable();
  const isFirstLoad = () => live.state.messages.length === 0 && live.state.loading === 'loading';
  markReadWhileVisible(live);
  useJoinedChat(live, props.chatId);
  createPageTitle(() => `${titleOf(head)} · ${config.site_name}`);

  return (
    <section class={styles.chat} aria-label="Chat">
      <ChatHeader head={head} presence={presence()} onAskWho={() => setIsAsking(true)} />
      <Switch
        fallback={
          <>
            <div class={styles.messages}>
              <Switch fallback={<MessageList live={live} emailSkip={head.item()?.email_skipped} />}>
                <Match when={isFirstLoad()}>
                  <ChatSkeleton />
                </Match>
                {/* A list of its own: what is loaded then begins where its reader left off. */}
                <Match when={live.isFromBefore()}>
                  <MessageList live={live} emailSkip={head.item()?.email_skipped} />
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
            <ReplyPane chatId={props.chatId} live={live} head={head} />
          </>
        }
      >
        <Match when={live.state.is_erased}>
          <ErasedChat chatId={props.chatId} />
        </Match>
        <Match when={head.isMissing()}>
          <GoneChat
            title="This chat does not exist"
            text="Its address is wrong, or the chat was erased or added to its user’s account."
          />
        </Match>
      </Switch>
      <PersonPane
        chatId={props.chatId}
        live={live}
        head={head}
        presence={presence()}
        isOpen={isAsking()}
        onClose={() => setIsAsking(false)}
      />
    </section>
  );
}

function titleOf(head: ChatHead): string {
  const item = head.item();
  return item === undefined ? 'Chat' : userLabel(item);
}

/** What somebody can see is read: at once, and when they come back to this browser tab. */
function markReadWhileVisible({ chat, state }: LiveChat): void {
  const isVisible = createIsVisible();
  createEffect(() => {
    if (isVisible() && state.messages.length > 0 && state.unread_count > 0) chat.markRead();
  });
}
