import type { Push } from '../../protocol/index.ts';
import type { Subscription } from '../data/subscriptions.ts';
import type { ChannelChange } from './channel-changes.ts';
import { type Delivery, type Recipient, recipients, type Subscribers } from './subscribers.ts';

/** Changes are pushed to the other side; a new subscriber gets the current state. */
export async function presenceDeliveries(
  channel: ChannelChange,
  subscribers: Subscribers,
): Promise<Delivery[]> {
  const { chat_id } = channel;
  if (chat_id === null) return [];
  const present = await subscribers(chat_id);
  const newSubscribers = present.filter(({ connection_id }) =>
    [...channel.added, ...channel.returned].some((one) => one.connection_id === connection_id),
  );
  const chat = { chat_id, present };
  return [
    ...(await presenceOfUser(chat, channel, newSubscribers.filter(isUser), subscribers)),
    ...presenceOfAdmins(chat, channel, newSubscribers.filter(isAdmin)),
  ];
}

/** Whether the first admin came to the admin channel or the last one left it. */
export async function didAdminsOnlineChange(
  { chat_id, added, removed }: ChannelChange,
  subscribers: Subscribers,
): Promise<boolean> {
  if (chat_id !== null) return false;
  const present = await subscribers(null);
  if (present.length === 0) return removed.length > 0;
  const isFirst = ({ subscribed_at }: Subscription) =>
    present.every((one) => one.subscribed_at >= subscribed_at);
  return removed.length === 0 && added.some(isFirst);
}

/** The current subscriptions to a chat. */
type Present = { readonly chat_id: string; readonly present: readonly Subscription[] };

async function presenceOfUser(
  { chat_id, present }: Present,
  { added, removed }: ChannelChange,
  newSubscribers: readonly Subscription[],
  subscribers: Subscribers,
): Promise<Delivery[]> {
  const push = userOnline(chat_id, present);
  // If one connection of the user left, they were online before.
  const isChange = push.user_online
    ? newSubscribers.length > 0 && added.some(isUser) && !removed.some(isUser)
    : removed.some(isUser);
  if (!isChange && newSubscribers.length === 0) return [];
  const admins = await subscribers(null);
  const online: Push = { type: 'admins_online', online: admins.length > 0 };
  return [
    ...(isChange ? [{ push, to: recipients([...present.filter(isAdmin), ...admins]) }] : []),
    ...(newSubscribers.length > 0 ? [{ push: online, to: recipients(newSubscribers) }] : []),
  ];
}

/** A connection that returned missed what was pushed meanwhile. */
function presenceOfAdmins(
  { chat_id, present }: Present,
  { added, removed }: ChannelChange,
  newSubscribers: readonly Subscription[],
): Delivery[] {
  const isChange = added.some(isAdmin) || removed.some(isAdmin);
  if (!isChange && newSubscribers.length === 0) return [];
  const isNewSubscriber = ({ connection_id }: Recipient) =>
    newSubscribers.some((one) => one.connection_id === connection_id);
  return [
    ...(newSubscribers.length > 0
      ? [{ push: userOnline(chat_id, present), to: recipients(newSubscribers) }]
      : []),
    ...viewerDeliveries(chat_id, present).map(({ push, to }) => ({
      push,
      to: isChange ? to : to.filter(isNewSubscriber),
    })),
  ];
}

/**
 * Pushes to each admin of a chat the names of the other admins who have it open. An admin with two
 * windows is one person and does not get their own name.
 */
function viewerDeliveries(chat_id: string, present: readonly Subscription[]): Delivery[] {
  const admins = present.filter(isAdmin);
  const names = new Map(admins.map(({ actor_id, actor_name }) => [actor_id, actor_name]));
  return [...names.keys()].map((person) => ({
    push: {
      type: 'viewers',
      chat_id,
      names: [...names].filter(([other]) => other !== person).map(([, name]) => name),
    },
    to: recipients(admins.filter(({ actor_id }) => actor_id === person)),
  }));
}

const userOnline = (chat_id: string, present: readonly Subscription[]) =>
  ({ type: 'presence', chat_id, user_online: present.some(isUser) }) satisfies Push;

const isUser = ({ role }: Subscription) => role === 'user';
const isAdmin = ({ role }: Subscription) => role === 'admin';
