import { unsubscribe as unfollow } from '../../data/subscriptions.ts';
import { defineCommand } from '../command.ts';

/** [W1] Stops following; what is not followed is no error. */
export const unsubscribe = defineCommand(
  'unsubscribe',
  async (command, { connection_id }, { table }) => {
    const { id, channel } = command;
    const chat_id = command.channel === 'chat' ? command.chat_id : undefined;
    await unfollow(table, connection_id, chat_id ?? null);
    return { type: 'unsubscribed', id, channel, chat_id };
  },
);
