import { randomUUID } from 'node:crypto';
import { type Message, type Page, PREVIEW_MAX_CHARACTERS } from '../../protocol/index.ts';
import type { Actor } from './actor.ts';
import type { Chat } from './chat.ts';
import { messageContent } from './content.ts';
import { preview } from './preview.ts';
import { endOf } from './retention.ts';
import { pageAddress, storedPage } from './stored-page.ts';

/** A message that somebody asks to send. */
export type OutgoingMessage = {
  readonly id: string;
  readonly chat_id: string;
  readonly content: string;
  readonly client_id: string;
  readonly page?: Page | undefined;
};

/**
 * Makes an outgoing message from a request. Removes possible secrets from the page's address.
 * Throws `InvalidRequestError` or `TooLargeError` if the content cannot be stored.
 */
export function toOutgoingMessage(
  asked: Omit<OutgoingMessage, 'id'>,
  { PAGE_PARAMETERS }: { readonly PAGE_PARAMETERS: readonly string[] },
): OutgoingMessage {
  const { chat_id, content, client_id, page } = asked;
  return {
    id: randomUUID(),
    chat_id,
    content: messageContent(content),
    client_id,
    page: page && { ...page, url: pageAddress(page.url, PAGE_PARAMETERS) },
  };
}

/** The sender, as the message and the chat store them. */
export type Sender = {
  readonly type: 'user' | 'admin';
  readonly id: string;
  readonly name: string;
};

/** What is known about the user when they write. */
export type UserDetails = Pick<Chat, 'user_id' | 'user_email' | 'user_name' | 'user_verified'>;

export function senderOf(actor: Actor, user: UserDetails): Sender {
  if (actor.kind === 'admin') return { type: 'admin', id: actor.id, name: actor.name };
  return { type: 'user', id: actor.id, name: user.user_name ?? user.user_email ?? 'Visitor' };
}

/**
 * The chat after `outgoing` became its next message. Time never runs backwards within a chat, even
 * if the clocks of two functions differ. With 0 `retentionDays` the chat is kept forever.
 */
export function withNextMessage(
  chat: Chat,
  user: UserDetails,
  sender: Sender,
  outgoing: OutgoingMessage,
  now: string,
  retentionDays = 0,
): Chat {
  const at = now > chat.last_message_at ? now : chat.last_message_at;
  const seq = chat.message_count + 1;
  const next: Chat = {
    ...chat,
    ...user,
    updated_at: at,
    last_message_at: at,
    last_message_preview: preview(outgoing.content, PREVIEW_MAX_CHARACTERS),
    last_message_sender: sender.type,
    last_message_name: sender.name,
    last_message_admin_id: sender.type === 'admin' ? sender.id : null,
    message_count: seq,
    expires_at: endOf(at, retentionDays),
  };
  return sender.type === 'user'
    ? { ...afterUser(next, seq), page: storedPage(outgoing.page) ?? chat.page }
    : afterAdmin(next, seq, at);
}

/**
 * If everything is read, the sender's own message moves their read mark, so reading later costs
 * only what is new.
 */
function afterUser(chat: Chat, seq: number): Chat {
  return {
    ...chat,
    archived_at: null,
    last_user_seq: seq,
    admin_unread_count: chat.admin_unread_count + 1,
    user_read_up_to: chat.user_unread_count === 0 ? seq : chat.user_read_up_to,
  };
}

function afterAdmin(chat: Chat, seq: number, at: string): Chat {
  return {
    ...chat,
    admin_viewed_at: at,
    admin_viewed_seq: seq,
    email_skipped: null,
    user_unread_count: chat.user_unread_count + 1,
    admin_read_up_to: chat.admin_unread_count === 0 ? seq : chat.admin_read_up_to,
  };
}

/** The newest message of `chat`, which was made by `withNextMessage`. */
export function lastMessageOf(chat: Chat, sender: Sender, outgoing: OutgoingMessage): Message {
  return {
    id: outgoing.id,
    chat_id: chat.chat_id,
    seq: chat.message_count,
    content: outgoing.content,
    sender_type: sender.type,
    sender_name: sender.name,
    client_id: outgoing.client_id,
    read_at: null,
    created_at: chat.last_message_at,
  };
}

/** A chat before its first message. It is not stored. */
export function emptyChat(chat_id: string, user: UserDetails, now: string): Chat {
  return {
    ...user,
    chat_id,
    created_at: now,
    updated_at: now,
    last_message_at: now,
    last_message_preview: '',
    last_message_sender: 'user',
    last_message_name: null,
    last_message_admin_id: null,
    message_count: 0,
    last_user_seq: 0,
    admin_viewed_seq: 0,
    admin_viewed_at: null,
    archived_at: null,
    email_skipped: null,
    user_read_up_to: 0,
    admin_read_up_to: 0,
    user_unread_count: 0,
    admin_unread_count: 0,
    user_read_at: null,
    admin_read_at: null,
    emailed_up_to: 0,
  };
}
