import {
  CLIENT_ID_TTL_SECONDS,
  CONNECTION_MAX_SECONDS,
  NAME_TERMS_MAX,
} from '../../protocol/index.ts';

/** One of these whole keys, or every key that begins with the prefix. */
type Key = { readonly oneOf: readonly string[] } | { readonly prefix: string };

type Common = {
  readonly sk: Key;
  /**
   * `chat`: the chat in its key. `user`: the user or admin of a connection. `company`: all admins
   * together. `nobody`: a hash or a random id that leads to no user.
   */
  readonly owner: 'chat' | 'user' | 'company' | 'nobody';
  /**
   * `setting`: as many days as the setting `retentionDays`. `seconds`: at most this many.
   * `until_deleted`: TTL never deletes it.
   */
  readonly retention: 'setting' | 'until_deleted' | { readonly seconds: number };
  /** The part of the export (H10) that contains it, or why the export leaves it out. */
  readonly export:
    | { readonly part: 'chat' | 'contact' | 'messages' }
    | { readonly leftOut: string };
  /** Which of its changes the fan-out function reads, and on which event source mapping. */
  readonly push: {
    readonly mapping: 'messages' | 'presence';
    readonly changes: readonly PushedChange[];
  } | null;
};

export type PushedChange = {
  readonly events: readonly ('INSERT' | 'MODIFY' | 'REMOVE')[];
  /** Only items whose attribute has this value. */
  readonly where?: { readonly attribute: string; readonly is: string };
  /** Only items without this attribute. */
  readonly without?: string;
};

/**
 * Erasing a user (D11) deletes everything in the chat's partition, in this order: with the user's
 * connections, with joined chats, in batches, and in one transaction with the chat itself.
 */
type ChatEntity = Common & {
  readonly pk: readonly [typeof CHAT, ...Key[]];
} & (
    | { readonly sk: { readonly prefix: string }; readonly erasedWith: 'batches' }
    | { readonly sk: { readonly oneOf: readonly string[] }; readonly erasedWith: 'chat' }
    | { readonly erasedWith: 'connections' | 'joined_chats' }
  );

/** In another partition, an item may also be kept, for a reason. */
type OtherEntity = Common & {
  readonly pk: readonly (
    | { readonly oneOf: readonly string[] }
    | { readonly prefix: 'CONNECTION#' | 'TICKET#' | 'VISITORS#' | 'EMAIL#' }
  )[];
  readonly erasedWith: 'connections' | { readonly kept: string };
};

export type EntityType = ChatEntity | OtherEntity;

const CHAT = { prefix: 'CHAT#' } as const;
const DAY_SECONDS = 86_400;

/**
 * How long a connection's item outlives the connection: `$disconnect` may come late, and reads from it
 * which channels to unsubscribe.
 */
export const DISCONNECT_GRACE_SECONDS = 600;

export type SearchField = 'EMAIL' | 'DOMAIN' | 'NAME';

/** `place` tells the entries of one field apart: a name has one for each of its last words. */
export const searchSk = (field: SearchField, place = 0) =>
  `SEARCH#${field}${place > 0 ? `#${place}` : ''}`;

/**
 * All kinds of items in the table, by their attribute `entity`. Keys, erasing, the export,
 * `expires_at` and the stream filter are derived from this, so none of them can miss a kind of
 * item.
 */
export const ENTITY_TYPES = {
  chat: {
    pk: [CHAT],
    sk: { oneOf: ['CHAT'] },
    owner: 'chat',
    retention: 'setting',
    erasedWith: 'chat',
    export: { part: 'chat' },
    push: {
      mapping: 'messages',
      changes: [{ events: ['INSERT', 'MODIFY'] }, { events: ['REMOVE'] }],
    },
  },
  /**
   * Erased before the messages: a marker without its message would make a repeated message
   * disappear.
   */
  sent_marker: {
    pk: [CHAT],
    sk: { prefix: 'CLIENT#' },
    owner: 'chat',
    retention: { seconds: CLIENT_ID_TTL_SECONDS },
    erasedWith: 'batches',
    export: { leftOut: 'The hash of a `client_id`, which the message has.' },
    push: null,
  },
  message: {
    pk: [CHAT],
    sk: { prefix: 'MESSAGE#' },
    owner: 'chat',
    retention: 'setting',
    erasedWith: 'batches',
    export: { part: 'messages' },
    push: {
      mapping: 'messages',
      changes: [
        // MODIFY too: a new message may replace an expired one. A message that is read is not new.
        { events: ['INSERT', 'MODIFY'], without: 'read_at' },
        // Its email may still be armed.
        { events: ['REMOVE'], where: { attribute: 'sender_type', is: 'admin' } },
      ],
    },
  },
  contact: {
    pk: [CHAT],
    sk: { oneOf: ['CONTACT'] },
    owner: 'chat',
    retention: 'setting',
    erasedWith: 'chat',
    export: { part: 'contact' },
    push: null,
  },
  search: {
    pk: [CHAT],
    sk: {
      oneOf: [
        searchSk('EMAIL'),
        searchSk('DOMAIN'),
        ...Array.from({ length: NAME_TERMS_MAX }, (_, place) => searchSk('NAME', place)),
      ],
    },
    owner: 'chat',
    retention: 'setting',
    erasedWith: 'chat',
    export: { leftOut: 'Parts of the name and address, which the chat has.' },
    push: null,
  },
  /** The user's chat that a visitor's chat was joined into: emailed links to the old chat lead there. */
  joined: {
    pk: [CHAT],
    sk: { oneOf: ['JOINED'] },
    owner: 'chat',
    // As long as the links in emails are valid.
    retention: { seconds: 30 * DAY_SECONDS },
    erasedWith: 'joined_chats',
    export: { leftOut: 'Chats that were joined are in the export of the user.' },
    push: null,
  },
  /** The other direction: a visitor's chat that was joined into this one. */
  joined_from: {
    pk: [CHAT],
    sk: { prefix: 'JOINED_FROM#' },
    owner: 'chat',
    retention: { seconds: 30 * DAY_SECONDS },
    erasedWith: 'joined_chats',
    export: {
      leftOut: 'An id that means nothing outside the table; the chat says that it is `joined`.',
    },
    push: null,
  },
  /** Who follows a chat, or the admin channel. */
  subscription: {
    pk: [CHAT, { oneOf: ['ADMINS'] }],
    sk: { prefix: 'SUBSCRIPTION#' },
    owner: 'user',
    retention: { seconds: CONNECTION_MAX_SECONDS },
    erasedWith: 'connections',
    export: { leftOut: 'It ends with the connection.' },
    push: {
      mapping: 'presence',
      changes: [{ events: ['INSERT'] }, { events: ['REMOVE'] }],
    },
  },
  connection: {
    pk: [{ prefix: 'CONNECTION#' }],
    sk: { oneOf: ['CONNECTION'] },
    owner: 'user',
    retention: { seconds: CONNECTION_MAX_SECONDS + DISCONNECT_GRACE_SECONDS },
    erasedWith: 'connections',
    export: { leftOut: 'It ends within two hours.' },
    push: null,
  },
  canned_reply: {
    pk: [{ oneOf: ['CANNED_REPLIES'] }],
    sk: { prefix: 'CANNED_REPLY#' },
    owner: 'company',
    retention: 'until_deleted',
    erasedWith: { kept: 'It belongs to the company.' },
    export: { leftOut: 'It belongs to the company.' },
    push: null,
  },
  /** A ticket of an emailed link (S8) that was accepted. */
  used_ticket: {
    pk: [{ prefix: 'TICKET#' }],
    sk: { oneOf: ['TICKET'] },
    owner: 'nobody',
    // Counted from the end of the ticket. Longer than clocks differ.
    retention: { seconds: 3_600 },
    erasedWith: { kept: 'It prevents a second use, and has only the random id of the ticket.' },
    export: { leftOut: 'Only the random id of the ticket.' },
    push: null,
  },
  /** How many visitors came from a network lately (S4). */
  visitor_bucket: {
    pk: [{ prefix: 'VISITORS#' }],
    sk: { oneOf: ['BUCKET'] },
    owner: 'nobody',
    retention: { seconds: 3_600 },
    erasedWith: { kept: 'A keyed hash of a network, for an hour.' },
    export: { leftOut: 'A keyed hash of a network.' },
    push: null,
  },
  /** Whether an address was confirmed, and how many emails it got before that (S4). */
  confirmation: {
    pk: [{ prefix: 'EMAIL#' }],
    sk: { oneOf: ['CONFIRMATION'] },
    owner: 'nobody',
    retention: { seconds: 365 * DAY_SECONDS },
    erasedWith: { kept: 'A hash. Without it, erasing would be a way around the limit of emails.' },
    export: { leftOut: 'A hash of an address.' },
    push: null,
  },
  /** An address that gets no more emails (E4). */
  suppression: {
    pk: [{ prefix: 'EMAIL#' }],
    sk: { oneOf: ['SUPPRESSION'] },
    owner: 'nobody',
    retention: 'until_deleted',
    erasedWith: { kept: 'A hash. The wish to get no emails outlives the user (D11).' },
    export: { leftOut: 'A hash of an address.' },
    push: null,
  },
} as const satisfies Readonly<Record<string, EntityType>>;

export type EntityName = keyof typeof ENTITY_TYPES;

/** The entity types that match a rule. */
type EntitiesWhere<Rule> = {
  [E in EntityName]: (typeof ENTITY_TYPES)[E] extends Rule ? E : never;
}[EntityName];

/** Entity types whose changes are pushed. */
export type PushedEntity = EntitiesWhere<{ readonly push: object }>;

/** The parts of an export. */
export type ExportPart = Extract<
  (typeof ENTITY_TYPES)[EntityName]['export'],
  { part: string }
>['part'];

type ExpiringEntity = EntitiesWhere<{ readonly retention: { readonly seconds: number } }>;

/** The `expires_at` (epoch seconds) of an item whose lifetime begins at `from`. */
export const expiryOf = (entity: ExpiringEntity, from: Date): number =>
  Math.floor(from.getTime() / 1_000) + ENTITY_TYPES[entity].retention.seconds;
