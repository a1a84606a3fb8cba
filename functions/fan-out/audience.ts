import type { Push } from '../../protocol/index.ts';
import { listCustomerConnections, type OpenConnection } from '../data/connections.ts';
import { listSubscriptions, type Subscription } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import { chatPushes } from '../domain/changes.ts';
import type { Change } from './changes.ts';
import { type Delivery, type Recipient, recipients } from './delivery.ts';
import { viewersOf } from './viewers.ts';

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
        case 'chat_erased':
          return [{ push: { type: 'chat_erased', chat_id: change.chat_id }, to: await admins() }];
        case 'message_erased':
          return [];
        case 'subscribed':
        case 'unsubscribed':
          return presence(change);
      }
    },

    /** The connections of all users, when the first admin comes or the last one leaves; else none. */
    async crowd(change: Change): Promise<OpenConnection[]> {
      if (change.kind !== 'subscribed' && change.kind !== 'unsubscribed') return [];
      if (change.subscription.chat_id !== null) return [];
      return (await isNewsOfAdmins(change)) ? listCustomerConnections(table, now) : [];
    },
  };

  type Presence = Extract<Change, { kind: 'subscribed' | 'unsubscribed' }>;

  /** Changes are told to the other side; whoever has just come is told how things stand. */
  async function presence({ kind, subscription }: Presence): Promise<Delivery[]> {
    const newcomer = kind === 'subscribed' ? recipients([subscription]) : [];
    if (subscription.chat_id === null) return [];
    if (subscription.role === 'user') return presenceOfUser(subscription.chat_id, newcomer);
    const viewers = viewersOf(subscription.chat_id, await followers(subscription.chat_id));
    if (newcomer.length === 0) return viewers;
    return [{ push: await userOnline(subscription.chat_id), to: newcomer }, ...viewers];
  }

  async function isNewsOfAdmins({ kind, subscription }: Presence): Promise<boolean> {
    const present = await followers(null);
    return kind === 'subscribed'
      ? present.every((one) => one.subscribed_at >= subscription.subscribed_at)
      : present.length === 0;
  }

  async function presenceOfUser(
    chat_id: string,
    newcomer: readonly Recipient[],
  ): Promise<Delivery[]> {
    const push = await userOnline(chat_id);
    const isNews = newcomer.length > 0 || !push.user_online;
    return [
      ...(isNews ? [{ push, to: await adminsOf(chat_id) }] : []),
      ...(newcomer.length > 0 ? [{ push: await adminsOnline(), to: newcomer }] : []),
    ];
  }

  async function userOnline(chat_id: string) {
    const user_online = (await followers(chat_id)).some(({ role }) => role === 'user');
    return { type: 'presence', chat_id, user_online } satisfies Push;
  }

  async function adminsOnline(): Promise<Push> {
    return { type: 'admins_online', online: (await followers(null)).length > 0 };
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
