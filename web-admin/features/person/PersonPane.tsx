import { useNavigate, useParams } from '@solidjs/router';
import { type Accessor, createEffect, createMemo, Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { createIsWide } from '../../shared/browser/create-is-wide.ts';
import { useClient } from '../../shared/live/client-context.tsx';
import type { LiveChat } from '../../shared/live/create-chat.ts';
import type { ChatSummary } from '../../shared/live/create-chat-summary.ts';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import { useRecentChats } from '../../shared/live/recent-chats.tsx';
import { inboxPath } from '../../shared/navigation/paths.ts';
import { useIsArchived } from '../../shared/navigation/use-is-archived.ts';
import { useToasts } from '../../shared/ui/toast-context.tsx';
import { useUnsentReplies } from '../../shared/unsent-replies/unsent-replies-context.tsx';
import type { Presence } from '../../shared/user/presence.ts';
import { userLabel } from '../inbox/row-text.ts';
import { createErasure } from './create-erasure.ts';
import { createExport } from './create-export.ts';
import { createPersonDetails } from './create-person-details.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { PersonCard } from './PersonCard.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';
import styles from './PersonPane.module.css';

type PersonPaneProps = {
  chatId: string;
  live: LiveChat;
  summary: ChatSummary;
  presence: Presence;
  /** Only asked where there is no room beside the chat. */
  isOpen: boolean;
  onClose: () => void;
};

/** Who the chat is with: beside it where there is room, else in a drawer that is opened by hand. */
export function PersonPane(props: PersonPaneProps) {
  const client = useClient();
  const isWide = createIsWide();
  const person = {
    details: createPersonDetails(client, useRecentChats(), props.live, {
      chatId: props.chatId,
      isWanted: () => isWide() || props.isOpen,
    }),
    saving: createExport(client, props.chatId),
    erasing: createErasure({
      erase: () => client.api.eraseChat(props.chatId),
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      erased: createLeave(props.chatId, props.live, props.summary.item),
    }),
  };
  createEffect(() => isWide() && props.onClose());

  return (
    <Show when={!props.live.state.is_erased && props.summary.item()}>
      {(item) => {
        const card = () => <PersonCard chat={item()} presence={props.presence} {...person} />;
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
            <Show when={person.erasing.state() !== 'idle'}>
              <EraseDialog chat={item()} erasing={person.erasing} />
            </Show>
          </>
        );
      }}
    </Show>
  );
}

/** Leaves nothing of an erased chat here either, and goes back to the inbox. */
function createLeave(chatId: string, live: LiveChat, item: ChatSummary['item']): () => void {
  const inbox = useInbox();
  const { drafts } = useUnsentReplies();
  const toasts = useToasts();
  const navigate = useNavigate();
  const params = useParams<{ id?: string }>();
  const isArchived: Accessor<boolean> = useIsArchived();
  // The push that it is gone may come before the response.
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
      text: `The chat with ${chat ? userLabel(chat) : 'this person'} has been erased.`,
      takesFocus: true,
    });
  };
}
