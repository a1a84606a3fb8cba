import { type RouteSectionProps, useParams } from '@solidjs/router';
import { type Accessor, createEffect, on, Show } from 'solid-js';
import { Inbox } from '../features/inbox/Inbox.tsx';
import { CHAT_ID } from '../shared/keyboard/landmarks.ts';
import { ReplyFocusProvider } from '../shared/keyboard/reply-focus.tsx';
import {
  RowFocusRequestProvider,
  useRowFocusRequest,
} from '../shared/keyboard/row-focus-request.tsx';
import { ShortcutProvider } from '../shared/keyboard/shortcut-keys.tsx';
import { useClient } from '../shared/live/client-context.tsx';
import { createConnectionState } from '../shared/live/create-connection-state.ts';
import { createInbox } from '../shared/live/create-inbox.ts';
import { InboxProvider } from '../shared/live/inbox-context.tsx';
import { useInboxAddress } from '../shared/navigation/inbox-address.ts';
import { useSession } from '../shared/session/session-context.tsx';
import { createPageTitle } from '../shared/ui/page-title.tsx';
import { createConnectionStatus } from './connection-status.ts';
import { Header } from './Header.tsx';
import { Notices } from './Notices.tsx';
import { Tooltips } from './Tooltips.tsx';
import styles from './Workspace.module.css';

/** The inbox, with or without an open chat. */
export function Workspace(props: RouteSectionProps) {
  return (
    <ReplyFocusProvider>
      <ShortcutProvider>
        <RowFocusRequestProvider>
          <WorkspaceLayout {...props} />
        </RowFocusRequestProvider>
      </ShortcutProvider>
    </ReplyFocusProvider>
  );
}

/** Inbox and chat: side by side if there is room, else one at a time. */
function WorkspaceLayout(props: RouteSectionProps) {
  const client = useClient();
  const { config } = useSession();
  const params = useParams<{ id?: string }>();
  const inbox = createInbox(client, useInboxAddress());
  const link = createConnectionStatus(createConnectionState(client));
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
              <Inbox />
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

/** Moves the focus to the row of a chat that is closed, so that the reader goes on from there. */
function followFocus(openChatId: Accessor<string | undefined>): void {
  const { focusRow } = useRowFocusRequest();
  createEffect(
    on(openChatId, (id, previous) => {
      if (id === undefined && previous !== undefined) focusRow(previous);
    }),
  );
}
