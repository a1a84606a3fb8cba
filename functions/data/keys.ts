import { createHash } from 'node:crypto';
import { NAME_TERMS_MAX } from '../../protocol/index.ts';

/** The only index: the inbox by time, chats by what they are found by, open connections. */
export const INDEX = 'gsi1';

const SEQ_DIGITS = 10;
const LAST_SEQ = 10 ** SEQ_DIGITS - 1;

export const chatPk = (chat_id: string) => `CHAT#${chat_id}`;
export const chatIdOfPk = (pk: string) => pk.slice(chatPk('').length);
export const chatKey = (chat_id: string) => ({ pk: chatPk(chat_id), sk: 'CHAT' });

export const MESSAGE_PREFIX = 'MESSAGE#';
/** A `seq` that no chat can reach sorts like the last one: more digits would sort before it. */
export const messageSk = (seq: number) =>
  `${MESSAGE_PREFIX}${String(Math.min(seq, LAST_SEQ)).padStart(SEQ_DIGITS, '0')}`;
export const seqOfMessageSk = (sk: string) => Number(sk.slice(MESSAGE_PREFIX.length));
export const messageKey = (chat_id: string, seq: number) => ({
  pk: chatPk(chat_id),
  sk: messageSk(seq),
});
export const FIRST_MESSAGE_SK = messageSk(0);
export const LAST_MESSAGE_SK = messageSk(LAST_SEQ);

export const SENT_MARKER_PREFIX = 'CLIENT#';
/**
 * Per sender, so that nobody can be answered with what somebody else said under the same id. Hashed,
 * as ids may hold any character: joined by one of them, two pairs could make one key.
 */
export const sentMarkerKey = (
  chat_id: string,
  sender: { type: 'user' | 'admin'; id: string },
  client_id: string,
) => ({
  pk: chatPk(chat_id),
  sk: `${SENT_MARKER_PREFIX}${hashOf(sender.type, sender.id, client_id)}`,
});

const hashOf = (...parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

export const contactKey = (chat_id: string) => ({ pk: chatPk(chat_id), sk: 'CONTACT' });

/** Where a visitor's chat was joined into, for as long as emailed links to it are good. */
export const joinedKey = (chat_id: string) => ({ pk: chatPk(chat_id), sk: 'JOINED' });
/** The other way round: which visitors' chats were joined into this one. */
export const JOINED_FROM_PREFIX = 'JOINED_FROM#';
export const joinedFromKey = (chat_id: string, from: string) => ({
  pk: chatPk(chat_id),
  sk: `${JOINED_FROM_PREFIX}${from}`,
});

export type SearchField = 'EMAIL' | 'DOMAIN' | 'NAME';
/** `place` tells the entries of one field apart: a name has one for each of its words. */
export const searchKey = (chat_id: string, field: SearchField, place = 0) => ({
  pk: chatPk(chat_id),
  sk: `SEARCH#${field}${place > 0 ? `#${place}` : ''}`,
});
export const searchIndexKey = (chat_id: string, field: SearchField, term: string) => ({
  gsi1pk: searchPartition(field),
  gsi1sk: `${term}#${chat_id}`,
});
export const searchPartition = (field: SearchField) => `SEARCH#${field}`;
/** Of every search entry that a chat may have. */
export const searchKeys = (chat_id: string) => [
  searchKey(chat_id, 'EMAIL'),
  searchKey(chat_id, 'DOMAIN'),
  ...Array.from({ length: NAME_TERMS_MAX }, (_, place) => searchKey(chat_id, 'NAME', place)),
];

export const connectionKey = (connection_id: string) => ({
  pk: `CONNECTION#${connection_id}`,
  sk: 'CONNECTION',
});
/** Where the connections of users and visitors are found: all of them, or those of one chat. */
export const USER_CONNECTIONS = 'CONNECTIONS#users';
export const userConnectionSk = (chat_id: string, connection_id: string) =>
  `${chat_id}#${connection_id}`;
export const connectionIdOfSk = (sk: string) => sk.slice(sk.indexOf('#') + 1);

const SUBSCRIPTION = 'SUBSCRIPTION#';
export const SUBSCRIPTION_PREFIX = SUBSCRIPTION;
export const ADMINS_PK = 'ADMINS';
export const subscriptionPk = (chat_id: string | null) =>
  chat_id === null ? ADMINS_PK : chatPk(chat_id);
export const subscriptionKey = (chat_id: string | null, connection_id: string) => ({
  pk: subscriptionPk(chat_id),
  sk: `${SUBSCRIPTION}${connection_id}`,
});

export const CANNED_REPLIES_PK = 'CANNED_REPLIES';
export const cannedReplyKey = (name: string) => ({
  pk: CANNED_REPLIES_PK,
  sk: `CANNED_REPLY#${name}`,
});

/** How many visitors came lately from a network, which stands here as a hash. */
export const visitorBucketKey = (network: string) => ({ pk: `VISITORS#${network}`, sk: 'BUCKET' });

/** Hashed, so that the key of the item is no address. */
export const suppressionKey = (email: string) => suppressionKeyOfHash(emailHash(email));
export const suppressionKeyOfHash = (hash: string) => ({ pk: `EMAIL#${hash}`, sk: 'SUPPRESSION' });
/** Whether an address is known to be its reader's, and how many emails it got before. */
export const confirmationKey = (hash: string) => ({ pk: `EMAIL#${hash}`, sk: 'CONFIRMATION' });
export const emailHash = (email: string) =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

export const usedTicketKey = (id: string) => ({ pk: `TICKET#${id}`, sk: 'TICKET' });

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
