import type { Push } from '../../protocol/index.ts';
import { listCustomerConnections } from '../data/connections.ts';
import { listSubscriptions, type Subscription } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import { chatPushes } from '../domain/changes.ts';
import type { Change } from './changes.ts';

/** One push and the connections that get it. */
export type Delivery = { readonly push: Push; readonly to: readonly Recipient[] };

/** A connection, and the channels in which it was met. */
export type Recipient = { readonly connection_id: string; readonly channel?: string | null };

/** Finds out who is told what. Lasts for one batch and reads each channel's followers once. */
export function createAudience(table: Table, now: Date) {
  const channels = new Map<string | null, Promise<Subscription[]>>();
  const followers = (chat_id: string | null) => {
    const known = channels.get(chat_id) ?? listSubscriptions(table, chat_id, now);
    channels.set(chat_id, known);
    return known;
  };
  const chat = async (chat_id: string) => recipients(await followers(chat_id));
  const admins = async () => recipients(await followers(null));
  const adminsOf = async (chat_id: string) => [
    ...recipients((await followers(chat_id)).filter(({ role }) => role === 'admin')),
    ...(await admins()),
  ];

  return {
    async deliveries(change: Change): Promise<Delivery[]> {
      switch (change.kind) {
        case 'message_sent': {
          const { message, user_email } = change;
          const { chat_id } = message;
          const forChat: Delivery = {
            push: { type: 'new_message', chat_id, message },
            to: await chat(chat_id),
          };
          if (message.sender_type === 'admin') return [forChat];
          const push: Push = { type: 'new_user_message', chat_id, user_email, message };
          return [forChat, { push, to: await admins() }];
        }
        case 'chat_changed': {
          const pushes = chatPushes(change.before, change.after);
          const { chat_id } = change.after;
          return [
            ...(await toEach(pushes.chat, () => chat(chat_id))),
            ...(await toEach(pushes.inbox, admins)),
          ];
        }
        case 'subscribed':
        case 'unsubscribed':
          return presence(change);
      }
    },
  };

  async function presence({
    kind,
    subscription,
  }: Extract<Change, { kind: 'subscribed' | 'unsubscribed' }>): Promise<Delivery[]> {
    const { chat_id, role } = subscription;
    const present = (await followers(chat_id)).filter((one) => one.role === role);
    if (chat_id === null) {
      const isNews =
        kind === 'subscribed'
          ? present.every((one) => one.subscribed_at >= subscription.subscribed_at)
          : present.length === 0;
      if (!isNews) return [];
      const push: Push = { type: 'admins_online', online: present.length > 0 };
      return [{ push, to: (await listCustomerConnections(table)).map(toRecipient) }];
    }
    if (role !== 'user' || (kind === 'unsubscribed' && present.length > 0)) return [];
    const push: Push = { type: 'presence', chat_id, user_online: present.length > 0 };
    return [{ push, to: await adminsOf(chat_id) }];
  }
}

async function toEach(
  pushes: readonly Push[],
  to: () => Promise<readonly Recipient[]>,
): Promise<Delivery[]> {
  if (pushes.length === 0) return [];
  const recipientList = await to();
  return pushes.map((push) => ({ push, to: recipientList }));
}

const recipients = (subscriptions: readonly Subscription[]): Recipient[] =>
  subscriptions.map(({ connection_id, chat_id }) => ({ connection_id, channel: chat_id }));

const toRecipient = (connection_id: string): Recipient => ({ connection_id });
