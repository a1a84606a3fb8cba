import { useNavigate } from '@solidjs/router';
import { createEffect, untrack } from 'solid-js';
import { useReplyFocus } from '../../shared/keyboard/reply-focus.tsx';
import type { LiveChat } from '../../shared/live/create-chat.ts';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';
import { joinDrafts } from '../../shared/unsent-replies/drafts.ts';
import { useUnsentReplies } from '../../shared/unsent-replies/unsent-replies-context.tsx';

/**
 * When the open chat is added to a user's account, opens that user's chat. Drafts and messages that
 * were not sent come along as a draft.
 */
export function useJoinedChat({ state, chat }: LiveChat, chatId: string): void {
  const navigate = useNavigate();
  const address = useInboxAddress();
  const replyFocus = useReplyFocus();
  const { drafts } = useUnsentReplies();

  function goOnIn(into: string): void {
    const unsent = state.messages.filter(({ state: how }) => how !== 'sent');
    const texts = unsent.map(({ content }) => content);
    drafts.keep(into, joinDrafts([drafts.read(into), ...texts, drafts.read(chatId)]));
    drafts.keep(chatId, '');
    for (const { client_id } of unsent) chat.discard(client_id);
    if (document.activeElement?.matches('textarea')) replyFocus.want(into);
    navigate(address.toChat(into), { replace: true, scroll: false });
  }

  createEffect(() => {
    const into = state.joined_into;
    if (into !== null) untrack(() => goOnIn(into));
  });
}
