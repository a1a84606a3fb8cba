import { useSearchParams } from '@solidjs/router';
import { For } from 'solid-js';
import styles from './InboxTabs.module.css';

export const PANEL_ID = 'inbox-panel';

export function tabId(isArchived: boolean): string {
  return isArchived ? 'inbox-tab-archived' : 'inbox-tab-active';
}

/** Which part of the inbox is listed. */
export function InboxTabs(props: { isArchived: boolean }) {
  const [, setQuery] = useSearchParams<{ tab?: string }>();

  function open(isArchived: boolean): void {
    setQuery({ tab: isArchived ? 'archived' : undefined }, { scroll: false });
    document.getElementById(tabId(isArchived))?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    open(!props.isArchived);
  }

  return (
    <div class={styles.tabs} role="tablist" aria-label="Chats">
      <For each={TABS}>
        {(tab) => (
          <button
            type="button"
            role="tab"
            class={styles.tab}
            id={tabId(tab.isArchived)}
            aria-selected={tab.isArchived === props.isArchived}
            aria-controls={PANEL_ID}
            tabIndex={tab.isArchived === props.isArchived ? 0 : -1}
            onClick={() => open(tab.isArchived)}
            onKeyDown={onKeyDown}
          >
            {tab.label}
          </button>
        )}
      </For>
    </div>
  );
}

const TABS = [
  { label: 'Active', isArchived: false },
  { label: 'Archived', isArchived: true },
] as const;
