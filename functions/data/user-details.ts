import type { Actor } from '../domain/actor.ts';
import type { Chat } from '../domain/chat.ts';
import type { UserDetails } from '../domain/outgoing-message.ts';
import { findContact } from './contacts.ts';
import type { Table } from './table.ts';

/**
 * The details of the chat's user, updated from the request: a signed token has the user's details,
 * a visitor's are in their contact, and an admin changes nothing.
 */
export async function userDetails(
  table: Table,
  actor: Actor,
  chat_id: string,
  chat: Chat | undefined,
): Promise<UserDetails> {
  if (actor.kind === 'signed_in') {
    return {
      user_id: actor.id,
      user_email: actor.email ?? chat?.user_email ?? null,
      user_name: actor.name ?? chat?.user_name ?? null,
      user_verified: true,
    };
  }
  if (chat) {
    const { user_id, user_email, user_name, user_verified } = chat;
    return { user_id, user_email, user_name, user_verified };
  }
  const contact = await findContact(table, chat_id);
  return {
    user_id: actor.id,
    user_email: contact?.email ?? null,
    user_name: contact?.name ?? null,
    user_verified: false,
  };
}
