import { createMemo, createSelector, createSignal, For, onMount, Show } from 'solid-js';
import type { EmailSkip } from '../../../protocol/index.ts';
import { lastSeenMessageKey } from '../../../web-client/last-seen-message.ts';
import { createStickToBottom } from '../../../web-shared/create-stick-to-bottom.ts';
import { createIsVisible } from '../../shared/browser/create-is-visible.ts';
import { createNow } from '../../shared/browser/create-now.ts';
import type { LiveChat } from '../../shared/live/create-chat.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import { emailSkipText } from './chat-texts.ts';
import { createMessagePages } from './create-message-pages.ts';
import { createUnreadMark } from './create-unread-mark.ts';
import styles from './MessageList.module.css';
import { PageOfMessages } from './PageOfMessages.tsx';

type MessageListProps = { live: LiveChat; emailSkip: EmailSkip | null | undefined };

export function MessageList(props: MessageListProps) {
  const [box, setBox] = createSignal<HTMLElement>();
  const { chat, state } = props.live;
  const now = createNow();
  const pages = createMessagePages(() => state.messages);
  const bottom = createStickToBottom({
    box,
    firstKey: () => state.messages[0]?.key,
    lastKey: () => state.messages.at(-1)?.key,
    isLastOwn: () => state.messages.at(-1)?.state === 'pending',
  });
  const isVisible = createIsVisible();
  const isSeen = createSelector(createMemo(() => lastSeenMessageKey(state, 'admin')));
  const isFirstUnread = createSelector(
    createUnreadMark(state, () => isVisible() && bottom.isAtEnd()),
  );
  onMount(() => showFirstUnread(box(), bottom.onScroll));

  function loadOlder(): void {
    if (state.has_more && !state.is_loading_older) void chat.loadOlder();
  }

  function onScroll(event: Event & { currentTarget: HTMLElement }): void {
    bottom.onScroll();
    // After a failure the reader presses the button.
    const isNear = event.currentTarget.scrollTop < NEAR_TOP_PIXELS;
    if (isNear && !state.has_older_failed) loadOlder();
  }

  return (
    <div class={styles.frame}>
      <div
        ref={setBox}
        class={styles.box}
        role="log"
        aria-label="Messages"
        aria-live={state.is_loading_older ? 'off' : 'polite'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the list is scrolled by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <div>
          <LoadOlder state={state} onPress={loadOlder} />
          <For each={pages()}>
            {(page) => (
              <PageOfMessages
                page={page}
                chat={chat}
                nowMs={now()}
                isSeen={isSeen}
                isFirstUnread={isFirstUnread}
              />
            )}
          </For>
          <Show when={emailSkipText(props.emailSkip, state)}>
            {(text) => <p class={styles.skip}>{text()}</p>}
          </Show>
        </div>
      </div>
      <Show when={!bottom.isAtEnd()}>
        <button
          type="button"
          class={`button ${styles.news}`}
          data-news={bottom.hasNews()}
          aria-label={bottom.hasNews() ? undefined : 'Go to the newest message'}
          onClick={bottom.toEnd}
        >
          <Icon name="down" />
          {bottom.hasNews() && 'New messages'}
        </button>
      </Show>
    </div>
  );
}

function LoadOlder(props: { state: LiveChat['state']; onPress: () => void }) {
  return (
    <>
      <Show when={props.state.has_older_failed}>
        <p class={styles.failure} role="alert">
          Older messages could not be loaded.
        </p>
      </Show>
      <Show when={props.state.has_more}>
        <button
          type="button"
          class={`button plain ${styles.older}`}
          // Not disabled, which would take the focus away.
          aria-disabled={props.state.is_loading_older}
          onClick={() => props.onPress()}
        >
          {olderLabel(props.state)}
        </button>
      </Show>
    </>
  );
}

function olderLabel(state: LiveChat['state']): string {
  if (state.is_loading_older) return 'Loading…';
  return state.has_older_failed ? 'Retry' : 'Load older messages';
}

const NEAR_TOP_PIXELS = 150;

/** Scrolls a chat that was just opened to the first unread message, if that is above the end. */
function showFirstUnread(box: HTMLElement | undefined, moved: () => void): void {
  const divider = box?.querySelector<HTMLElement>('[data-unread]');
  if (!box || !divider || divider.offsetTop >= box.scrollTop) return;
  box.scrollTop = divider.offsetTop - MARGIN_PIXELS;
  moved();
}

const MARGIN_PIXELS = 16;
