import { chatItem } from '../../functions/data/chat-writes.ts';
import { contactItem } from '../../functions/data/contacts.ts';
import { messageItem } from '../../functions/data/messages.ts';
import { searchItems } from '../../functions/data/search.ts';
import type { Actor, User } from '../../functions/domain/actor.ts';
import type { Chat } from '../../functions/domain/chat.ts';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import {
  emptyChat,
  lastMessageOf,
  type OutgoingMessage,
  senderOf,
  withNextMessage,
} from '../../functions/domain/outgoing-message.ts';

/** A conversation to write to the table. */
export type Story = {
  readonly user: User;
  /** The address that a visitor left before their first message; null for signed-in users. */
  readonly email: string | null;
  readonly sent: readonly {
    readonly actor: Actor;
    readonly outgoing: OutgoingMessage;
    readonly at: string;
  }[];
  /** When it was archived, or null. */
  readonly archived_at: string | null;
};

/**
 * The items that the functions would have stored, made by the functions' own code. Sent markers are
 * left out, because they only last a day.
 */
export function* chatItems(
  stories: Iterable<Story>,
  { shards, retentionDays }: { shards: number; retentionDays: number },
): Generator<Record<string, unknown>> {
  for (const story of stories) {
    const details = detailsOf(story);
    const chat_id = chatIdOf(story.user.id);
    const begun = story.sent[0]?.at ?? '';
    if (story.email) yield contactItem(chat_id, { email: story.email }, begun, retentionDays);
    let chat: Chat = emptyChat(chat_id, details, begun);
    for (const { actor, outgoing, at } of story.sent) {
      const sender = senderOf(actor, details);
      chat = withNextMessage(chat, details, sender, outgoing, at, retentionDays);
      yield messageItem(chat, lastMessageOf(chat, sender, outgoing));
    }
    const { archived_at } = story;
    if (archived_at !== null) chat = { ...chat, archived_at, updated_at: archived_at };
    yield chatItem(chat, shards);
    yield* searchItems(undefined, chat);
  }
}

function detailsOf({ user, email }: Story) {
  const isVerified = user.kind === 'signed_in';
  return {
    user_id: user.id,
    user_email: isVerified ? user.email : email,
    user_name: isVerified ? user.name : null,
    user_verified: isVerified,
  };
}
