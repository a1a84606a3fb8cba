import { useNavigate, useParams } from '@solidjs/router';
import { createEffect, createMemo, Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { wait } from '../../../web-shared/wait.ts';
import { createIsWide } from '../../shared/browser/create-is-wide.ts';
import { userLabel } from '../../shared/chat-labels/chat-labels.ts';
import { useClient } from '../../shared/live/client-context.tsx';
import type { LiveChat } from '../../shared/live/create-chat.ts';
import type { OpenChat } from '../../shared/live/create-open-chat.ts';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import { useRecentChats } from '../../shared/live/recent-chats.tsx';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';
import { inboxPath } from '../../shared/navigation/paths.ts';
import { useToasts } from '../../shared/ui/toast-context.tsx';
import { useUnsentReplies } from '../../shared/unsent-replies/unsent-replies-context.tsx';
import { createErasure } from './create-erasure.ts';
import { createExport } from './create-export.ts';
import { createPersonDetails } from './create-person-details.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { PersonCard } from './PersonCard.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';
import styles from './PersonPane.module.css';

type PersonPaneProps = {
  chat: OpenChat;
  /** Whether the drawer is open. Not used where there is room beside the chat. */
  isOpen: boolean;
  onClose: () => void;
};

/** Who the chat is with: beside it if there is room, else in a drawer. */
export function PersonPane(props: PersonPaneProps) {
  const { id, live, summary, presence } = props.chat;
  const client = useClient();
  const isWide = createIsWide();
  const person = {
    details: createPersonDetails(client, useRecentChats(), live, {
      chatId: id,
      isWanted: () => isWide() || props.isOpen,
    }),
    saving: createExport(client, id),
    erasure: createErasure({
      erase: () => client.api.eraseChat(id),
      pause: wait,
      onErased: createLeave(id, live, summary.item),
    }),
  };
  createEffect(() => isWide() && props.onClose());

  return (
    <Show when={!live.state.is_erased && summary.item()}>
      {(item) => {
        const card = () => <PersonCard chat={item()} presence={presence()} {...person} />;
        return (
          <>
            <Show when={isWide()}>
              <aside class={styles.pane} aria-label="Who is this">
                {card()}
              </aside>
            </Show>
            <Show when={!isWide() && props.isOpen}>
              <PersonDrawer onClose={props.onClose}>{card()}</PersonDrawer>
            </Show>
            <Show when={person.erasure.state() !== 'idle'}>
              <EraseDialog chat={item()} erasure={person.erasure} />
            </Show>
          </>
        );
      }}
    </Show>
  );
}

/** Deletes what this browser keeps of an erased chat, and goes back to the inbox. */
function createLeave(
  chatId: string,
  live: LiveChat,
  item: OpenChat['summary']['item'],
): () => void {
  const inbox = useInbox();
  const { drafts } = useUnsentReplies();
  const toasts = useToasts();
  const navigate = useNavigate();
  const params = useParams<{ id?: string }>();
  const { isArchived } = useInboxAddress();
  // The push that the chat was erased may come before the response.
  const lastKnown = createMemo<ListItem | undefined>((known) => item() ?? known);

  return () => {
    const chat = lastKnown();
    inbox.reload();
    drafts.keep(chatId, '');
    for (const message of live.chat.snapshot().messages) {
      if (message.state === 'failed') live.chat.discard(message.client_id);
    }
    if (params.id === chatId) navigate(inboxPath(isArchived()));
    toasts.show({
      text: `The chat with ${chat ? userLabel(chat) : 'this user'} has been erased.`,
      takesFocus: true,
    });
  };
}
