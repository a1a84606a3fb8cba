import { useSearchParams } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { createDelayed } from '../../../web-shared/create-delayed.ts';
import { inboxTabId } from '../../shared/keyboard/landmarks.ts';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import styles from './InboxTabs.module.css';
import { unreadText } from './inbox-texts.ts';

export const PANEL_ID = 'inbox-panel';

/** Which part of the inbox is listed, and what waits in each. */
export function InboxTabs(props: { isArchived: boolean }) {
  const [, setQuery] = useSearchParams<{ tab?: string }>();
  const inbox = useInbox();

  function open(isArchived: boolean): void {
    setQuery({ tab: isArchived ? 'archived' : undefined }, { scroll: false });
    document.getElementById(inboxTabId(isArchived))?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    open(!props.isArchived);
  }

  return (
    <div class={styles.bar}>
      <div class={styles.tabs} role="tablist" aria-label="Chats">
        <For each={TABS}>
          {(tab) => (
            <button
              type="button"
              role="tab"
              class={styles.tab}
              id={inboxTabId(tab.isArchived)}
              aria-selected={tab.isArchived === props.isArchived}
              aria-controls={PANEL_ID}
              tabIndex={tab.isArchived === props.isArchived ? 0 : -1}
              onClick={() => open(tab.isArchived)}
              onKeyDown={onKeyDown}
            >
              {tab.label}
              <Show when={unreadText(inbox.tab(tab.isArchived)?.state())}>
                {(unread) => (
                  <>
                    <span class={styles.unread} aria-hidden="true">
                      {unread().badge}
                    </span>
                    <span class="visually-hidden">, {unread().spoken}</span>
                  </>
                )}
              </Show>
            </button>
          )}
        </For>
      </div>
      <CatchingUp />
    </div>
  );
}

const TABS = [
  { label: 'Active', isArchived: false },
  { label: 'Archived', isArchived: true },
] as const;

/** Says that the list is still from before an absence, if that takes more than a moment. */
function CatchingUp() {
  const inbox = useInbox();
  const isBehind = createMemo(() => inbox.state.is_catching_up);
  const isShown = createDelayed(() => (isBehind() ? DELAY_MS : undefined));

  return (
    <output class={styles.behind}>
      <Show when={isShown()}>Catching up…</Show>
    </output>
  );
}

const DELAY_MS = 400;
