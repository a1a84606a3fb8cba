import type { ListItem } from '../../../protocol/index.ts';
import { userLabel } from '../../shared/chat-labels/chat-labels.ts';
import { useChatSteps } from '../../shared/navigation/use-chat-steps.ts';
import { useToasts } from '../../shared/ui/toast-context.tsx';
import { useMoveChat } from './use-move-chat.ts';

/**
 * Opens the next chat at once, and archives this one when its last reply is stored. If the reply is not
 * stored, the chat stays in the inbox.
 */
export function useFinishChat() {
  const steps = useChatSteps();
  const moveChat = useMoveChat();
  const toasts = useToasts();

  return async function finish(
    chatId: string,
    chat: ListItem | undefined,
    isStored: Promise<boolean>,
  ): Promise<void> {
    steps.goOn(chatId, 'box');
    if (await isStored) {
      if (chat !== undefined && !chat.archived) await moveChat(chat);
      return;
    }
    toasts.show({
      text: `Your reply to ${chat ? userLabel(chat) : 'a chat'} was not sent.`,
      action: { label: 'Open', run: () => steps.goTo(chatId, 'box') },
    });
  };
}
