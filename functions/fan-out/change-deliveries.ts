import type { Push } from '../../protocol/index.ts';
import { chatPushes } from '../domain/chat-pushes.ts';
import type { Change } from './stream-changes.ts';
import { type Delivery, type Recipient, recipients, type Subscribers } from './subscribers.ts';

type Sent = Extract<Change, { kind: 'message_sent' }>;
type Changed = Extract<Change, { kind: 'chat_changed' }>;

/** Decides who gets which push for a change of a chat or message. */
export async function changeDeliveries(
  change: Change,
  subscribers: Subscribers,
): Promise<Delivery[]> {
  const chat = async (chat_id: string) => recipients(await subscribers(chat_id));
  const admins = async () => recipients(await subscribers(null));
  switch (change.kind) {
    case 'message_sent':
      return sentMessage(change, chat, admins);
    case 'chat_changed':
      return changedChat(change, chat, admins);
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
    // Presence is decided for the whole batch, see `presenceDeliveries`.
    case 'subscribed':
    case 'unsubscribed':
    case 'message_erased':
      return [];
  }
}

type OfChat = (chat_id: string) => Promise<Recipient[]>;
type OfAdmins = () => Promise<Recipient[]>;

async function sentMessage({ message, user_email }: Sent, chat: OfChat, admins: OfAdmins) {
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

async function changedChat({ before, after }: Changed, chat: OfChat, admins: OfAdmins) {
  const pushes = chatPushes(before, after);
  return [
    ...(await toEach(pushes.chat, () => chat(after.chat_id))),
    ...(await toEach(pushes.inbox, admins)),
  ];
}

async function toEach(pushes: readonly Push[], to: OfAdmins): Promise<Delivery[]> {
  if (pushes.length === 0) return [];
  const recipientList = await to();
  return pushes.map((push) => ({ push, to: recipientList }));
}
