import { unsubscribe as removeSubscription } from '../../data/subscriptions.ts';
import { defineCommand } from '../command.ts';

/** [W1] Ends a subscription. Without one it does nothing. */
export const unsubscribe = defineCommand(
  'unsubscribe',
  async (command, { connection_id }, { table }) => {
    const { id, channel } = command;
    const chat_id = command.channel === 'chat' ? command.chat_id : undefined;
    await removeSubscription(table, connection_id, chat_id ?? null);
    return { type: 'unsubscribed', id, channel, chat_id };
  },
);
