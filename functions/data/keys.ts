import { createHash } from 'node:crypto';
import { ENTITY_TYPES, type SearchField, searchSk } from './entity-types.ts';

/** The only index: the inbox by time, chats by search term, open connections of users. */
export const INDEX = 'gsi1';

const SEQ_DIGITS = 10;
const LAST_SEQ = 10 ** SEQ_DIGITS - 1;

const { chat, message, sent_marker, contact, joined, joined_from, subscription } = ENTITY_TYPES;
const { connection, canned_reply, used_ticket, visitor_bucket } = ENTITY_TYPES;
const { confirmation, suppression } = ENTITY_TYPES;

export const chatPk = (chat_id: string) => `${chat.pk[0].prefix}${chat_id}`;
export const chatIdOfPk = (pk: string) => pk.slice(chatPk('').length);
export const chatKey = (chat_id: string) => ({ pk: chatPk(chat_id), sk: chat.sk.oneOf[0] });

/** A `seq` beyond the last one gets the last key: a longer number would sort before it. */
export const messageSk = (seq: number) =>
  `${message.sk.prefix}${String(Math.min(seq, LAST_SEQ)).padStart(SEQ_DIGITS, '0')}`;
export const seqOfMessageSk = (sk: string) => Number(sk.slice(message.sk.prefix.length));
export const messageKey = (chat_id: string, seq: number) => ({
  pk: chatPk(chat_id),
  sk: messageSk(seq),
});
export const FIRST_MESSAGE_SK = messageSk(0);
export const LAST_MESSAGE_SK = messageSk(LAST_SEQ);

/**
 * Each sender has their own, so that nobody gets the message of somebody else with the same
 * `client_id`. Hashed, because ids may contain any character: joined by a separator, two different
 * pairs could give the same key.
 */
export const sentMarkerKey = (
  chat_id: string,
  sender: { type: 'user' | 'admin'; id: string },
  client_id: string,
) => ({
  pk: chatPk(chat_id),
  sk: `${sent_marker.sk.prefix}${hashOf(sender.type, sender.id, client_id)}`,
});

const hashOf = (...parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

export const contactKey = (chat_id: string) => ({
  pk: chatPk(chat_id),
  sk: contact.sk.oneOf[0],
});

export const joinedKey = (chat_id: string) => ({ pk: chatPk(chat_id), sk: joined.sk.oneOf[0] });
export const joinedFromKey = (chat_id: string, from: string) => ({
  pk: chatPk(chat_id),
  sk: `${joined_from.sk.prefix}${from}`,
});

export const searchKey = (chat_id: string, field: SearchField, place = 0) => ({
  pk: chatPk(chat_id),
  sk: searchSk(field, place),
});
export const searchIndexKey = (chat_id: string, field: SearchField, term: string) => ({
  gsi1pk: searchPartition(field),
  gsi1sk: `${term}#${chat_id}`,
});
export const searchPartition = (field: SearchField) => searchSk(field);

export const connectionKey = (connection_id: string) => ({
  pk: `${connection.pk[0].prefix}${connection_id}`,
  sk: connection.sk.oneOf[0],
});
/** In the index: the connections of all users, or those of the user of one chat. */
export const USER_CONNECTIONS = 'CONNECTIONS#users';
export const userConnectionSk = (chat_id: string, connection_id: string) =>
  `${chat_id}#${connection_id}`;
export const connectionIdOfSk = (sk: string) => sk.slice(sk.indexOf('#') + 1);

export const ADMINS_PK = subscription.pk[1].oneOf[0];
export const subscriptionPk = (chat_id: string | null) =>
  chat_id === null ? ADMINS_PK : chatPk(chat_id);
export const subscriptionKey = (chat_id: string | null, connection_id: string) => ({
  pk: subscriptionPk(chat_id),
  sk: `${subscription.sk.prefix}${connection_id}`,
});

export const CANNED_REPLIES_PK = canned_reply.pk[0].oneOf[0];
export const cannedReplyKey = (name: string) => ({
  pk: CANNED_REPLIES_PK,
  sk: `${canned_reply.sk.prefix}${name}`,
});

/** `network` is a keyed hash. */
export const visitorBucketKey = (network: string) => ({
  pk: `${visitor_bucket.pk[0].prefix}${network}`,
  sk: visitor_bucket.sk.oneOf[0],
});

/** Hashed, so that the key contains no address. */
export const suppressionKey = (email: string) => suppressionKeyOfHash(emailHash(email));
export const suppressionKeyOfHash = (hash: string) => ({
  pk: `${suppression.pk[0].prefix}${hash}`,
  sk: suppression.sk.oneOf[0],
});
export const confirmationKey = (hash: string) => ({
  pk: `${confirmation.pk[0].prefix}${hash}`,
  sk: confirmation.sk.oneOf[0],
});
export const emailHash = (email: string) =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

export const usedTicketKey = (id: string) => ({
  pk: `${used_ticket.pk[0].prefix}${id}`,
  sk: used_ticket.sk.oneOf[0],
});

/**
 * The inbox is spread over `shards` partitions of the index, so that no single one takes every
 * message of the site. A chat never leaves its shard.
 */
export const inboxPartition = (chat_id: string, isArchived: boolean, shards: number) =>
  inboxShard(isArchived, shardOf(chat_id, shards));
export const inboxShard = (isArchived: boolean, shard: number) =>
  `INBOX#${isArchived ? 'archived' : 'active'}#${shard}`;
export const inboxSk = (last_message_at: string, chat_id: string) =>
  `${last_message_at}#${chat_id}`;

/** The first 32 bits of the id, which is a hash already. */
const shardOf = (chat_id: string, shards: number) =>
  Number.parseInt(chat_id.slice(0, 8), 16) % shards;
