import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Message } from '../../protocol/index.ts';
import type { Actor } from '../domain/actor.ts';
import type { Chat } from '../domain/chat.ts';
import { JoinedChatError, NotFoundError } from '../domain/errors.ts';
import { countMessage, type MessageLimits } from '../domain/message-window.ts';
import {
  emptyChat,
  lastMessageOf,
  type OutgoingMessage,
  type Sender,
  senderOf,
  withNextMessage,
} from '../domain/outgoing-message.ts';
import { chatUpdate, newChat } from './chat-writes.ts';
import { findChat } from './chats.ts';
import { ifContactIsStill } from './contacts.ts';
import { expiryOf } from './entity-types.ts';
import { assertNotJoined, ifNotJoined } from './joined-chats.ts';
import { sentMarkerKey } from './keys.ts';
import { findMessage, messageItem } from './messages.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { searchWrites } from './search.ts';
import type { Table } from './table.ts';
import { unlessExists } from './unless-exists.ts';
import { userDetails } from './user-details.ts';

/**
 * Stores an outgoing message as the next message of its chat, together with the chat's new summary,
 * in one transaction, so `seq` has no gaps and no repeats. A repeated `client_id` of the same
 * sender within 24 hours stores nothing and returns the stored message. Throws `NotFoundError` if
 * an admin writes to a chat that does not exist, `JoinedChatError` if the chat was joined into
 * another one, and `RateLimitedError` if the sender has reached a limit. The limits are counted in
 * the chat item, which is read and written anyway. Each message changes `message_count`, on which
 * the write is conditional, so two messages never both take the last place.
 */
export async function sendMessage(
  table: Table,
  request: {
    actor: Actor;
    outgoing: OutgoingMessage;
    shards: number;
    /** Default 0: forever. */
    retentionDays?: number;
    /** Default: no limits. */
    limits?: MessageLimits;
    now: () => Date;
  },
): Promise<Message> {
  const { actor, outgoing, shards, retentionDays, limits = NO_LIMITS, now } = request;
  return retryOnConflict(async (round) => {
    // The first read may be stale. Then the transaction fails, and the next attempt reads
    // consistently.
    const at = now();
    const chat = await findChat(table, outgoing.chat_id, { consistent: round > 0, now: at });
    if (!chat && (round > 0 || actor.kind === 'admin')) {
      await assertNotJoined(table, outgoing.chat_id, at);
    }
    if (!chat && actor.kind === 'admin') throw new NotFoundError('There is no such chat.');
    const user = await userDetails(table, actor, outgoing.chat_id, chat);
    const sender = senderOf(actor, user);
    const before = chat ?? emptyChat(outgoing.chat_id, user, at.toISOString());
    try {
      if (before.joining_into) throw new JoinedChatError();
      const counted = { ...before, ...countMessage(before, sender, limits, at) };
      const after = withNextMessage(
        counted,
        user,
        sender,
        outgoing,
        at.toISOString(),
        retentionDays,
      );
      const message = lastMessageOf(after, sender, outgoing);
      await commit(table, { before: chat, after, message, sender, shards, at });
      return message;
    } catch (error) {
      // A repeated message gets the stored one, even over the limit.
      const stored = await findSent(table, outgoing, sender, at);
      if (stored) return stored;
      throw error;
    }
  });
}

const NO_LIMITS: MessageLimits = { userMessagesPer30s: 'off', adminMessagesPer30s: 'off' };

async function commit(
  table: Table,
  write: {
    before: Chat | undefined;
    after: Chat;
    message: Message;
    sender: Sender;
    shards: number;
    at: Date;
  },
): Promise<void> {
  const { before, after, message, sender, shards, at } = write;
  await table.client.send(
    new TransactWriteCommand({
      TransactItems: [
        before
          ? chatUpdate(table, before, after, { shards, at })
          : newChat(table, after, shards, at),
        { Put: { TableName: table.name, Item: messageItem(after, message), ...unlessExists(at) } },
        {
          Put: {
            TableName: table.name,
            Item: {
              ...sentMarkerKey(message.chat_id, sender, message.client_id),
              entity: 'sent_marker',
              seq: message.seq,
              expires_at: expiryOf('sent_marker', at),
            },
            ...unlessExists(at),
          },
        },
        ...searchWrites(table, before, after),
        ...(before || after.user_verified
          ? []
          : [
              ifContactIsStill(table, after.chat_id, after, at),
              ifNotJoined(table, after.chat_id, at),
            ]),
      ],
    }),
  );
}

const SentMarkerSchema = v.object({ seq: v.number(), expires_at: v.number() });

async function findSent(
  table: Table,
  outgoing: OutgoingMessage,
  sender: Sender,
  at: Date,
): Promise<Message | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: sentMarkerKey(outgoing.chat_id, sender, outgoing.client_id),
      ConsistentRead: true,
    }),
  );
  const marker = Item && v.parse(SentMarkerSchema, Item);
  if (!marker || marker.expires_at * 1_000 <= at.getTime()) return undefined;
  return findMessage(table, outgoing.chat_id, marker.seq);
}
