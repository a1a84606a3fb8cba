import { createEffect, For, Match, Show, Switch } from 'solid-js';
import { useClient } from '../live/client-context.tsx';
import { createIsReachable } from '../live/create-is-reachable.ts';
import { createNow } from '../live/create-now.ts';
import { useSession } from '../session/session-context.tsx';
import { useInbox } from '../workspace/inbox-context.tsx';
import styles from './Inbox.module.css';
import { InboxRow } from './InboxRow.tsx';
import { InboxSkeleton } from './InboxSkeleton.tsx';
import { InboxTabs, PANEL_ID, tabId } from './InboxTabs.tsx';
import { LoadMore } from './LoadMore.tsx';

export function Inbox(props: { isArchived: boolean }) {
  const inbox = useInbox();
  const { access } = useSession();
  const now = createNow();
  const isReachable = createIsReachable(useClient());
  const isEmpty = () => inbox.state.chats.length === 0;
  createEffect(() => inbox.state.loading === 'error' && access.check());

  return (
    <div class={styles.inbox}>
      <InboxTabs isArchived={props.isArchived} />
      <div
        class={styles.panel}
        role="tabpanel"
        id={PANEL_ID}
        aria-labelledby={tabId(props.isArchived)}
        aria-busy={inbox.state.loading === 'loading'}
      >
        <Show when={inbox.state.loading === 'error' && isReachable()}>
          <div class={styles.problem} role="alert">
            <p>The chats could not be loaded.</p>
            <button type="button" class="button" onClick={() => inbox.reload()}>
              Retry
            </button>
          </div>
        </Show>
        <Switch>
          <Match when={inbox.state.loading === 'loading' && isEmpty()}>
            <InboxSkeleton />
          </Match>
          <Match when={inbox.state.loading === 'loaded' && isEmpty()}>
            <EmptyInbox isArchived={props.isArchived} />
          </Match>
          <Match when={!isEmpty()}>
            <ul aria-label="Chats">
              <For each={inbox.state.chats}>{(chat) => <InboxRow chat={chat} nowMs={now()} />}</For>
            </ul>
            <Show when={inbox.state.has_more}>
              <LoadMore
                isLoading={inbox.state.is_loading_more}
                count={inbox.state.chats.length}
                onLoad={inbox.loadMore}
              />
            </Show>
          </Match>
        </Switch>
      </div>
    </div>
  );
}

function EmptyInbox(props: { isArchived: boolean }) {
  return (
    <div class={styles.empty}>
      <p class={styles.emptyTitle}>{props.isArchived ? 'No archived chats' : 'No active chats'}</p>
      <p>
        {props.isArchived
          ? 'Chats that you archive are kept here.'
          : 'A chat shows here as soon as somebody writes.'}
      </p>
    </div>
  );
}
