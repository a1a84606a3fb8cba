import { useNavigate, useParams } from '@solidjs/router';
import { createEffect, createMemo, Show } from 'solid-js';
import { inboxTabId } from '../../shared/keyboard/landmarks.ts';
import { useShortcut } from '../../shared/keyboard/shortcut-keys.tsx';
import { useClient } from '../../shared/live/client-context.tsx';
import { createIsReachable } from '../../shared/live/create-connection-state.ts';
import type { ChatList } from '../../shared/live/create-inbox.ts';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';
import { useChatSteps } from '../../shared/navigation/use-chat-steps.ts';
import { useSession } from '../../shared/session/session-context.tsx';
import { createSearchText } from './create-search-text.ts';
import styles from './Inbox.module.css';
import { InboxTabs, PANEL_ID } from './InboxTabs.tsx';
import { ListBody } from './ListBody.tsx';
import { SEARCH_ID, SearchBox } from './SearchBox.tsx';
import { useFocusRestore } from './use-focus-restore.ts';

export function Inbox() {
  const inbox = useInbox();
  const { access } = useSession();
  const isReachable = createIsReachable(useClient());
  const search = createSearchText();
  const steps = useChatSteps();
  const { isArchived } = useInboxAddress();
  const showList = useShowList();
  useFocusRestore(() => document.getElementById(SEARCH_ID));
  const hasFailed = createMemo(() => inbox.state.loading === 'error');
  createEffect(() => hasFailed() && access.check());
  useShortcut('next', ({ repeat }) => steps.step(1, { isHeld: repeat }));
  useShortcut('previous', ({ repeat }) => steps.step(-1, { isHeld: repeat }));
  // How far each list was scrolled when it was left. The lists of the tabs live as long as this does.
  const scrollTops = new WeakMap<ChatList, number>();

  return (
    <div class={styles.inbox}>
      <SearchBox search={search} onAsked={showList} />
      <InboxTabs isArchived={isArchived()} />
      <div
        class={styles.panel}
        role="tabpanel"
        id={PANEL_ID}
        aria-labelledby={inboxTabId(isArchived())}
        aria-busy={inbox.state.loading === 'loading' || inbox.isSearching()}
      >
        <Show when={hasFailed() && isReachable()}>
          <div class={`raised ${styles.problem}`} role="alert">
            <p>The chats could not be loaded.</p>
            <button type="button" class="button" onClick={() => inbox.reload()}>
              Retry
            </button>
          </div>
        </Show>
        <Show when={inbox.list()} keyed>
          {(list) => (
            <ListBody
              list={list}
              scrollTops={scrollTops}
              search={search}
              isReachable={isReachable()}
            />
          )}
        </Show>
      </div>
    </div>
  );
}

/** On a narrow screen an open chat hides the list: it is shown again before it is searched. */
function useShowList(): () => void {
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const address = useInboxAddress();
  return () => {
    const panel = document.getElementById(PANEL_ID);
    const isHidden = !panel?.checkVisibility({ visibilityProperty: true });
    if (isHidden && params.id !== undefined) navigate(address.toInbox());
  };
}
