import { findChat } from '../../data/chats.ts';
import { subscribe as storeSubscription } from '../../data/subscriptions.ts';
import { mayUseChat } from '../../domain/authorization.ts';
import { defineCommand } from '../command.ts';

/**
 * [W1] Subscribes to a chat or the admin channel. The subscription is stored before `last_seq` is
 * read, so every message is either counted in `last_seq` or pushed.
 */
export const subscribe = defineCommand('subscribe', async (command, connection, services) => {
  const { actor } = connection;
  const { table, now } = services;
  if (command.channel === 'admin') {
    const { id, channel } = command;
    if (actor.kind !== 'admin') return { type: 'rejected', id, channel, code: 'forbidden' };
    await storeSubscription(table, connection, null, now());
    return { type: 'subscribed', id, channel };
  }
  const { id, channel, chat_id } = command;
  if (!mayUseChat(actor, chat_id)) {
    return { type: 'rejected', id, channel, chat_id, code: 'forbidden' };
  }
  await storeSubscription(table, connection, chat_id, now());
  const chat = await findChat(table, chat_id);
  return { type: 'subscribed', id, channel, chat_id, last_seq: chat?.message_count ?? 0 };
});
