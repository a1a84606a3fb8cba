import { markRead as mark } from '../../data/mark-read.ts';
import { assertMayUseChat } from '../../domain/authorization.ts';
import { defineCommand } from '../command.ts';

/** [D8] Marks the other side's messages as read. The push `messages_read` is the reply. */
export const markRead = defineCommand(
  'mark_read',
  async ({ chat_id, up_to }, { actor }, { table, now }) => {
    assertMayUseChat(actor, chat_id);
    await mark(table, { chat_id, reader: actor.kind === 'admin' ? 'admin' : 'user', up_to, now });
    return undefined;
  },
);
