import { type RouteSectionProps, useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { Inbox } from '../inbox/Inbox.tsx';
import { ListControlProvider } from '../inbox/list-control.tsx';
import { ShortcutProvider } from '../keyboard/shortcut-keys.tsx';
import { useClient } from '../live/client-context.tsx';
import { createInbox } from '../live/create-inbox.ts';
import { createLink } from '../live/create-link.ts';
import { useSession } from '../session/session-context.tsx';
import { createLinkStatus } from './create-link-status.ts';
import { createPageTitle } from './create-page-title.ts';
import { CHAT_ID } from './focus-chat.ts';
import { followFocus } from './follow-focus.ts';
import { Header } from './Header.tsx';
import { InboxProvider } from './inbox-context.tsx';
import { Notices } from './Notices.tsx';
import { ReplyFocusProvider } from './reply-focus.tsx';
import { Tooltips } from './Tooltips.tsx';
import { useIsArchived } from './use-is-archived.ts';
import { useSearch } from './use-search.ts';
import styles from './Workspace.module.css';

/** Everything that is on screen with a chat open or none. */
export function Workspace(props: RouteSectionProps) {
  return (
    <ReplyFocusProvider>
      <ShortcutProvider>
        <ListControlProvider>
          <Desk {...props} />
        </ListControlProvider>
      </ShortcutProvider>
    </ReplyFocusProvider>
  );
}

/** Inbox and chat: side by side where there is room, else one after the other. */
function Desk(props: RouteSectionProps) {
  const client = useClient();
  const { config } = useSession();
  const params = useParams<{ id?: string }>();
  const isArchived = useIsArchived();
  const inbox = createInbox(client, { isArchived, search: useSearch() });
  const link = createLinkStatus(createLink(client));
  followFocus(() => params.id);
  createPageTitle(() => `Inbox · ${config.site_name}`);

  return (
    <InboxProvider value={inbox}>
      <div class={styles.workspace} data-chat-open={params.id !== undefined}>
        <Show when={params.id}>
          <a class={styles.skip} href={`#${CHAT_ID}`} rel="external">
            Skip to the chat
          </a>
        </Show>
        <Header status={link.status()} />
        <main class={styles.main}>
          <div class={styles.panes}>
            <section class={styles.inbox} aria-label="Inbox">
              <Inbox isArchived={isArchived()} />
            </section>
            <div class={styles.chat} id={CHAT_ID} tabIndex={-1}>
              {props.children}
            </div>
            <Notices warning={link.warning()} />
          </div>
        </main>
        <Tooltips />
      </div>
    </InboxProvider>
  );
}
