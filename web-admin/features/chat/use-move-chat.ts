import type { ListItem } from '../../../protocol/index.ts';
import { userLabel } from '../../shared/chat-labels/chat-labels.ts';
import { useClient } from '../../shared/live/client-context.tsx';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import { useChatSteps } from '../../shared/navigation/use-chat-steps.ts';
import { useToasts } from '../../shared/ui/toast-context.tsx';

/** Long enough to notice that another chat is open, and to wonder where the first one is. */
const UNDO_MS = 8_000;

/**
 * Archives a chat, or restores it. The lists change before the server responds, so nobody waits. A
 * toast offers to undo it, or to try again if it failed. Returns the chat as the server has it then;
 * undefined if it failed.
 */
export function useMoveChat(): (chat: ListItem) => Promise<ListItem | undefined> {
  const { api } = useClient();
  const inbox = useInbox();
  const steps = useChatSteps();
  const toasts = useToasts();

  async function set(chat: ListItem, isArchived: boolean): Promise<ListItem | undefined> {
    inbox.put({ ...chat, archived: isArchived });
    try {
      return await (isArchived ? api.archive(chat.id) : api.unarchive(chat.id));
    } catch {
      inbox.put(chat);
      // The chat may have changed since.
      inbox.reload();
      return undefined;
    }
  }

  async function move(chat: ListItem): Promise<ListItem | undefined> {
    const moving = set(chat, !chat.archived);
    let isUndone = false;
    const forget = toasts.show({
      text: chat.archived ? 'Restored' : 'Archived',
      action: {
        label: 'Undo',
        run() {
          isUndone = true;
          void undo(chat, moving);
        },
      },
      lastsMs: UNDO_MS,
    });
    const moved = await moving;
    if (moved !== undefined || isUndone) return moved;
    forget();
    toasts.show({
      text: `The chat with ${userLabel(chat)} could not be ${chat.archived ? 'restored' : 'archived'}.`,
      action: { label: 'Try again', run: () => void move(chat) },
    });
    return undefined;
  }

  /** Waits for the first request: of two at once, either could be applied last. */
  async function undo(chat: ListItem, moving: Promise<ListItem | undefined>): Promise<void> {
    steps.goTo(chat.id, 'row');
    inbox.put(chat);
    const moved = await moving;
    if (moved === undefined || (await set(moved, chat.archived)) !== undefined) return;
    toasts.show({
      text: 'That could not be undone.',
      action: { label: 'Try again', run: () => void undo(chat, moving) },
    });
  }

  return move;
}
