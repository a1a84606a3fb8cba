import { createMemo, createSignal, For, Show } from 'solid-js';
import { startsDay, startsGroup } from '../../web-client/grouping.ts';
import { seenKey } from '../../web-client/seen-key.ts';
import { Icon } from '../icons/Icon.tsx';
import type { LiveChat } from '../live/bind-client.ts';
import { createNow } from '../live/create-now.ts';
import { useSession } from '../session/session-context.tsx';
import { createEndFollower } from './create-end-follower.ts';
import { DayDivider } from './DayDivider.tsx';
import { MessageItem } from './MessageItem.tsx';
import styles from './MessageList.module.css';
import { senderLabel } from './sender-label.ts';

export function MessageList(props: { live: LiveChat }) {
  const [box, setBox] = createSignal<HTMLElement>();
  const [content, setContent] = createSignal<HTMLElement>();
  const { chat, state } = props.live;
  const { signedIn } = useSession();
  const now = createNow();
  const seen = createMemo(() => seenKey(state, 'admin'));
  const follower = createEndFollower({
    box,
    content,
    firstKey: () => state.messages[0]?.key,
    lastKey: () => state.messages.at(-1)?.key,
    isLastOwn: () => state.messages.at(-1)?.state === 'pending',
  });

  function loadOlder(): void {
    if (state.has_more && !state.is_loading_older) void chat.loadOlder();
  }

  function onScroll(event: Event & { currentTarget: HTMLElement }): void {
    follower.onScroll();
    if (event.currentTarget.scrollTop < NEAR_TOP_PIXELS) loadOlder();
  }

  return (
    <div class={styles.frame}>
      <div
        ref={setBox}
        class={styles.box}
        role="log"
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the list is scrolled by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={setContent}>
          <Show when={state.has_more}>
            <button
              type="button"
              class={`button plain ${styles.older}`}
              // Not disabled, which would take the focus away.
              aria-disabled={state.is_loading_older}
              onClick={loadOlder}
            >
              {state.is_loading_older ? 'Loading…' : 'Load older messages'}
            </button>
          </Show>
          <ol>
            <For each={state.messages}>
              {(message, index) => {
                const previous = () => state.messages[index() - 1];
                return (
                  <>
                    <Show when={startsDay(previous(), message)}>
                      <DayDivider at={message.created_at} nowMs={now()} />
                    </Show>
                    <MessageItem
                      message={message}
                      sender={senderLabel(message, signedIn.label)}
                      isLabelled={startsGroup(previous(), message)}
                      isSeen={message.key === seen()}
                      onRetry={() => chat.retry(message.client_id)}
                      onDiscard={() => chat.discard(message.client_id)}
                    />
                  </>
                );
              }}
            </For>
          </ol>
        </div>
      </div>
      <Show when={follower.hasNews()}>
        <button type="button" class={`button ${styles.news}`} onClick={follower.goToEnd}>
          <Icon name="down" />
          New messages
        </button>
      </Show>
    </div>
  );
}

const NEAR_TOP_PIXELS = 150;
