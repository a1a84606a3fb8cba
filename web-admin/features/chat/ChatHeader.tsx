import { A } from '@solidjs/router';
import { onMount, Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { SIDE_BY_SIDE } from '../../shared/browser/create-is-wide.ts';
import { isTap } from '../../shared/browser/is-tap.ts';
import { presenceText, userLabel } from '../../shared/chat-labels/chat-labels.ts';
import { IdentityMark } from '../../shared/chat-labels/IdentityMark.tsx';
import { useShortcut } from '../../shared/keyboard/shortcut-keys.tsx';
import type { ChatSummary } from '../../shared/live/create-chat-summary.ts';
import type { OpenChat } from '../../shared/live/create-open-chat.ts';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';
import { type GoOnAt, useChatSteps } from '../../shared/navigation/use-chat-steps.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import styles from './ChatHeader.module.css';
import { useMoveChat } from './use-move-chat.ts';

export function ChatHeader(props: { chat: OpenChat; onAskWho: () => void }) {
  const { summary } = props.chat;
  const address = useInboxAddress();
  const steps = useChatSteps();
  const moveChat = useMoveChat();
  useShortcut('archive', () => moveOn('row'));

  function moveOn(at: GoOnAt): void {
    const chat = summary.item();
    if (chat === undefined) return;
    steps.goOn(chat.id, at);
    void moveChat(chat);
  }

  async function bringBack(chat: ListItem): Promise<void> {
    const restored = await moveChat(chat);
    if (restored !== undefined) summary.show(restored);
  }

  /** A restored chat stays open; an archived one makes way for the next. */
  function onMove(event: MouseEvent): void {
    const chat = summary.item();
    const isByKey = event.detail === 0;
    if (chat?.archived) void bringBack(chat);
    else if (isByKey) moveOn('row');
    else moveOn(isTap(event) ? 'page' : 'box');
  }

  return (
    <div class={styles.header}>
      <A href={address.toInbox()} class={styles.back} aria-label="Back to the inbox" noScroll>
        <Icon name="back" />
      </A>
      <Who chat={props.chat} />
      <Show when={summary.item()}>
        <button
          type="button"
          class={`button plain ${styles.ask}`}
          aria-label="Who is this"
          aria-haspopup="dialog"
          onClick={() => props.onAskWho()}
        >
          <Icon name="person" />
        </button>
      </Show>
      <Show when={summary.item()}>
        {(item) => (
          <button
            type="button"
            class={`button ${styles.move}`}
            aria-label={item().archived ? 'Restore' : 'Archive'}
            aria-keyshortcuts="e"
            onClick={onMove}
          >
            <Icon name={item().archived ? 'restore' : 'archive'} />
            <span class={styles.wide}>{item().archived ? 'Restore' : 'Archive'}</span>
          </button>
        )}
      </Show>
    </div>
  );
}

/** Who the chat is with. */
function Who(props: { chat: OpenChat }) {
  const { summary, presence } = props.chat;
  let title: HTMLHeadingElement | undefined;
  // On a narrow screen the chat replaces the inbox, so the focus moves to its title.
  onMount(() => {
    if (!matchMedia(SIDE_BY_SIDE).matches) title?.focus();
  });

  return (
    <div class={styles.who}>
      <h2 ref={title} class={styles.title} tabIndex={-1}>
        <Show when={summary.item()} fallback="Chat">
          {(item) => (
            <>
              <bdi class={styles.name}>{userLabel(item())}</bdi>
              <IdentityMark chat={item()} />
            </>
          )}
        </Show>
      </h2>
      <Show when={summary.item()}>
        <p class={styles.presence} data-online={presence() === 'online'}>
          {presenceText(presence())}
          <Show when={otherName(summary)}>{(name) => ` · ${name()}`}</Show>
          <Show when={summary.item()?.joined}>
            {' · '}
            <span title="Joined from an anonymous conversation">
              joined from an anonymous conversation
            </span>
          </Show>
        </p>
      </Show>
    </div>
  );
}

/** The user's name, if the title shows their email address. */
function otherName(summary: ChatSummary): string | undefined {
  const item = summary.item();
  return item?.user_email ? (item.user_name ?? undefined) : undefined;
}
