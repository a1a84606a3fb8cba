import { type RouteSectionProps, useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { Inbox } from '../inbox/Inbox.tsx';
import { createInbox, createLink } from '../live/bind-client.ts';
import { useClient } from '../live/client-context.tsx';
import { useSession } from '../session/session-context.tsx';
import { createLinkStatus } from './create-link-status.ts';
import { createPageTitle } from './create-page-title.ts';
import { followFocus } from './follow-focus.ts';
import { Header } from './Header.tsx';
import { InboxProvider } from './inbox-context.tsx';
import { useIsArchived } from './use-is-archived.ts';
import styles from './Workspace.module.css';

/** Inbox and chat: side by side where there is room, else one after the other. */
export function Workspace(props: RouteSectionProps) {
  const client = useClient();
  const { config } = useSession();
  const params = useParams<{ id?: string }>();
  const isArchived = useIsArchived();
  const inbox = createInbox(client, isArchived);
  const link = createLinkStatus(createLink(client));
  followFocus(() => params.id);
  createPageTitle(() => `Inbox · ${config.site_name}`);

  return (
    <InboxProvider value={inbox}>
      <div class={styles.workspace} data-chat-open={params.id !== undefined}>
        <Show when={params.id}>
          <a class={styles.skip} href="#chat" rel="external">
            Skip to the chat
          </a>
        </Show>
        <Header status={link.status()} />
        <main class={styles.main}>
          <div role="status">
            <Show when={link.warning()}>
              <p class={styles.warning}>{link.warning()}</p>
            </Show>
          </div>
          <div class={styles.panes}>
            <section class={styles.inbox} aria-label="Inbox">
              <Inbox isArchived={isArchived()} />
            </section>
            <div class={styles.chat} id="chat" tabIndex={-1}>
              {props.children}
            </div>
          </div>
        </main>
      </div>
    </InboxProvider>
  );
}
