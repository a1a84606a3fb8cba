import type { Push } from '../../protocol/index.ts';
import { listUserConnections, type OpenConnection } from '../data/connections.ts';
import { listSubscriptions, type Subscription } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import { chatPushes } from '../domain/chat-pushes.ts';
import type { ChannelChange } from './channel-changes.ts';
import { type Delivery, type Recipient, recipients } from './delivery.ts';
import type { Change } from './stream-changes.ts';
import { viewerDeliveries } from './viewers.ts';

/**
 * Decides who gets which push. It lasts for one batch and reads each channel's subscriptions once.
 */
export function createAudience(table: Table, now: Date) {
  const channels = new Map<string | null, Promise<Subscription[]>>();
  const subscribers = (chat_id: string | null) => {
    const known = channels.get(chat_id) ?? listSubscriptions(table, chat_id, now);
    channels.set(chat_id, known);
    return known;
  };
  const chat = async (chat_id: string) => recipients(await subscribers(chat_id));
  const admins = async () => recipients(await subscribers(null));
  const adminsOf = async (chat_id: string) => [
    ...recipients((await subscribers(chat_id)).filter(({ role }) => role === 'admin')),
    ...(await admins()),
  ];

  return {
    async deliveries(change: Change): Promise<Delivery[]> {
      switch (change.kind) {
        case 'message_sent': {
          const { message, user_email } = change;
          const { chat_id } = message;
          // `chat_joined` announces all of them at once.
          if (message.joined) return [];
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
        case 'chat_joined': {
          const { chat_id, into } = change;
          const push: Push = { type: 'chat_joined', chat_id, into };
          return [
            { push, to: [...(await chat(chat_id)), ...(await chat(into))] },
            { push: { type: 'chat_erased', chat_id }, to: await admins() },
          ];
        }
        case 'message_erased':
          return [];
        case 'subscribed':
        case 'unsubscribed':
          return [];
      }
    },

    /** The presence pushes for the connections that were added to a channel or removed from it. */
    presence,

    /** The connections of all users if the first admin came or the last one left, else none. */
    async usersToNotify(channel: ChannelChange): Promise<OpenConnection[]> {
      if (channel.chat_id !== null) return [];
      return (await adminPresenceChanged(channel)) ? listUserConnections(table, now) : [];
    },
  };

  /** Changes are pushed to the other side; a new subscriber gets the current state. */
  async function presence(channel: ChannelChange): Promise<Delivery[]> {
    const { chat_id } = channel;
    if (chat_id === null) return [];
    const present = await subscribers(chat_id);
    const newSubscribers = present.filter(({ connection_id }) =>
      [...channel.added, ...channel.returned].some((one) => one.connection_id === connection_id),
    );
    return [
      ...(await presenceOfUser(chat_id, channel, newSubscribers.filter(isUser))),
      ...(await presenceOfAdmins(chat_id, channel, newSubscribers.filter(isAdmin))),
    ];
  }

  async function adminPresenceChanged({ added, removed }: ChannelChange): Promise<boolean> {
    const present = await subscribers(null);
    if (present.length === 0) return removed.length > 0;
    const isFirst = ({ subscribed_at }: Subscription) =>
      present.every((one) => one.subscribed_at >= subscribed_at);
    return removed.length === 0 && added.some(isFirst);
  }

  async function presenceOfUser(
    chat_id: string,
    { added, removed }: ChannelChange,
    newSubscribers: readonly Subscription[],
  ): Promise<Delivery[]> {
    const push = await userOnline(chat_id);
    // If one connection of the user left, they were online before.
    const isChange = push.user_online
      ? newSubscribers.length > 0 && added.some(isUser) && !removed.some(isUser)
      : removed.some(isUser);
    return [
      ...(isChange ? [{ push, to: await adminsOf(chat_id) }] : []),
      ...(newSubscribers.length > 0
        ? [{ push: await adminsOnline(), to: recipients(newSubscribers) }]
        : []),
    ];
  }

  /** A connection that came back missed what was pushed meanwhile. */
  async function presenceOfAdmins(
    chat_id: string,
    { added, removed }: ChannelChange,
    newSubscribers: readonly Subscription[],
  ): Promise<Delivery[]> {
    const isChange = added.some(isAdmin) || removed.some(isAdmin);
    if (!isChange && newSubscribers.length === 0) return [];
    const viewers = viewerDeliveries(chat_id, await subscribers(chat_id));
    const isNewSubscriber = ({ connection_id }: Recipient) =>
      newSubscribers.some((one) => one.connection_id === connection_id);
    return [
      ...(newSubscribers.length > 0
        ? [{ push: await userOnline(chat_id), to: recipients(newSubscribers) }]
        : []),
      ...viewers.map(({ push, to }) => ({ push, to: isChange ? to : to.filter(isNewSubscriber) })),
    ];
  }

  async function userOnline(chat_id: string) {
    const user_online = (await subscribers(chat_id)).some(({ role }) => role === 'user');
    return { type: 'presence', chat_id, user_online } satisfies Push;
  }

  async function adminsOnline(): Promise<Push> {
    return { type: 'admins_online', online: (await subscribers(null)).length > 0 };
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

const isUser = ({ role }: Subscription) => role === 'user';
const isAdmin = ({ role }: Subscription) => role === 'admin';
