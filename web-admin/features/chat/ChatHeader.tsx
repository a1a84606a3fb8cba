import { A } from '@solidjs/router';
import { onMount, Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { isTap } from '../../shared/browser/is-tap.ts';
import { useShortcut } from '../../shared/keyboard/shortcut-keys.tsx';
import type { ChatSummary } from '../../shared/live/create-chat-summary.ts';
import { inboxPath } from '../../shared/navigation/paths.ts';
import { type GoOnAt, useChatSteps } from '../../shared/navigation/use-chat-steps.ts';
import { useIsArchived } from '../../shared/navigation/use-is-archived.ts';
import { useSearch } from '../../shared/navigation/use-search.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import { IdentityMark } from '../../shared/user/IdentityMark.tsx';
import { type Presence, presenceText } from '../../shared/user/presence.ts';
import { userLabel } from '../inbox/row-text.ts';
import styles from './ChatHeader.module.css';
import { useMoveChat } from './use-move-chat.ts';

type ChatHeaderProps = { summary: ChatSummary; presence: Presence; onAskWho: () => void };

export function ChatHeader(props: ChatHeaderProps) {
  const isArchived = useIsArchived();
  const search = useSearch();
  const steps = useChatSteps();
  const moveChat = useMoveChat();
  useShortcut('archive', () => moveOn('row'));

  function moveOn(at: GoOnAt): void {
    const chat = props.summary.item();
    if (chat === undefined) return;
    steps.goOn(chat.id, at);
    void moveChat(chat);
  }

  async function bringBack(chat: ListItem): Promise<void> {
    const restored = await moveChat(chat);
    if (restored !== undefined) props.summary.show(restored);
  }

  /** Who brings a chat back wants to go on with it. */
  function onMove(event: MouseEvent): void {
    const chat = props.summary.item();
    const isByKey = event.detail === 0;
    if (chat?.archived) void bringBack(chat);
    else if (isByKey) moveOn('row');
    else moveOn(isTap(event) ? 'page' : 'box');
  }

  let title: HTMLHeadingElement | undefined;
  // Where the chat takes the inbox's place, the reader starts at its top.
  onMount(() => {
    if (!matchMedia('(width >= 56.25em)').matches) title?.focus();
  });

  return (
    <div class={styles.header}>
      <A
        href={inboxPath(isArchived(), search())}
        class={styles.back}
        aria-label="Back to the inbox"
        noScroll
      >
        <Icon name="back" />
      </A>
      <div class={styles.who}>
        <h2 ref={title} class={styles.title} tabIndex={-1}>
          <Show when={props.summary.item()} fallback="Chat">
            {(item) => (
              <>
                <bdi class={styles.name}>{userLabel(item())}</bdi>
                <IdentityMark chat={item()} />
              </>
            )}
          </Show>
        </h2>
        <Show when={props.summary.item()}>
          <p class={styles.presence} data-online={props.presence === 'online'}>
            {presenceText(props.presence)}
            <Show when={otherName(props.summary)}>{(name) => ` · ${name()}`}</Show>
            <Show when={props.summary.item()?.joined}>
              {' · '}
              <span title="Joined from an anonymous conversation">
                joined from an anonymous conversation
              </span>
            </Show>
          </p>
        </Show>
      </div>
      <Show when={props.summary.item()}>
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
      <Show when={props.summary.item()}>
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

/** The user's name where the title shows their address. */
function otherName(summary: ChatSummary): string | undefined {
  const item = summary.item();
  return item?.user_email ? (item.user_name ?? undefined) : undefined;
}
