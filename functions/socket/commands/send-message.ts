import { sendMessage as store } from '../../data/send-message.ts';
import { assertMayUseChat } from '../../domain/authorization.ts';
import { toOutgoingMessage } from '../../domain/outgoing-message.ts';
import { idsOf } from '../../middleware/logger.ts';
import { defineCommand } from '../command.ts';

/** [W2, W3] Stores a message and replies after the transaction has committed. */
export const sendMessage = defineCommand(
  'send_message',
  async (
    { id, chat_id, content, client_id, page },
    { actor },
    { table, environment, log, now },
  ) => {
    assertMayUseChat(actor, chat_id);
    const message = await store(table, {
      actor,
      outgoing: toOutgoingMessage({ chat_id, content, client_id, page }, environment),
      shards: environment.INBOX_SHARDS,
      retentionDays: environment.RETENTION_DAYS,
      limits: environment.LIMITS,
      now,
    });
    log('message stored', idsOf(message));
    return { type: 'message_accepted', id, client_id, message };
  },
);
