import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Actor } from '../domain/actor.ts';
import type { Chat } from '../domain/chat.ts';
import { JoinedChatError } from '../domain/errors.ts';
import { withJoinedMessage } from '../domain/joined-message.ts';
import { emptyChat } from '../domain/outgoing-message.ts';
import type { Write } from './chat-writes.ts';
import { findChat } from './chats.ts';
import { deleteChat, deleteMessages } from './delete-chat.ts';
import { copyOf, markerOf, markJoined, receiveJoined } from './join-writes.ts';
import { findJoinedInto, joinedWrites } from './joined-chats.ts';
import { chatPk, sentMarkerKey } from './keys.ts';
import { listMessageItems, type MessageItem } from './messages.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { searchWrites } from './search.ts';
import { listSentMarkers, type SentMarker } from './sent-markers.ts';
import type { Table } from './table.ts';
import { userDetails } from './user-details.ts';

/**
 * Two writes per message (with its marker) and at most 14 others: a transaction has at most 100.
 */
const MESSAGES_PER_TRANSACTION = 38;
/** At this time nothing has expired: items that wait for TTL are deleted too. */
const LONG_AGO = new Date(0);

export type JoinRequest = {
  /** The visitor's chat. */
  readonly from: string;
  /** The user's chat. */
  readonly into: string;
  /** The user. Without it, only a joining that has begun is continued. */
  readonly actor?: Extract<Actor, { kind: 'signed_in' }>;
  readonly shards: number;
  readonly retentionDays: number;
  readonly now: () => Date;
};

/**
 * Joins a visitor's chat into a user's chat: each message once, with the next `seq`. The first
 * transaction marks the visitor's chat, so that no more messages are accepted there, and copies the
 * first messages; the visitor's chat is deleted last. If it is interrupted, the same request
 * continues it, and two at once share the work. False if `isOver` stopped it. Throws
 * `JoinedChatError` if the chat was joined into another user's chat.
 */
export async function joinChat(
  table: Table,
  request: JoinRequest,
  isOver: () => boolean,
): Promise<boolean> {
  const { from, into, now } = request;
  let markers: Map<number, SentMarker> | undefined;
  while (!isOver()) {
    const step = await retryOnConflict(async () => {
      const source = await findChat(table, from, { now: now() });
      await assertMayJoin(table, request, source);
      if (!source || (source.joining_into === undefined && !request.actor)) return 'gone';
      if (isCopied(source)) return 'copied';
      // A marked chat gets no more messages. Before, a new message makes the transaction fail.
      if (!source.joining_into) markers = undefined;
      markers ??= await listSentMarkers(table, from, now());
      return copySome(table, request, source, markers);
    });
    if (step === 'gone') return true;
    if (step === 'stuck') return false;
    if (step === 'copied') return removeCopied(table, { from, into }, isOver);
  }
  return false;
}

/** Whether all messages were copied. */
const isCopied = ({ joining_into, joined_up_to = 0, message_count }: Chat) =>
  joining_into !== undefined && joined_up_to >= message_count;

async function assertMayJoin(
  table: Table,
  { from, into, now }: JoinRequest,
  source: Chat | undefined,
): Promise<void> {
  const joined = source?.joining_into ?? (await findJoinedInto(table, from, now()));
  if (joined !== undefined && joined !== into) throw new JoinedChatError();
}

async function copySome(
  table: Table,
  { from, into, actor, shards, retentionDays, now }: JoinRequest,
  source: Chat,
  markers: ReadonlyMap<number, SentMarker>,
): Promise<'copying' | 'stuck'> {
  const at = now();
  const before = await findChat(table, into, { now: at });
  // A new chat needs its user. Their client repeats the request.
  if (!before && !actor) return 'stuck';
  const { items, has_more } = await listMessageItems(table, from, {
    after: source.joined_up_to ?? 0,
    limit: MESSAGES_PER_TRANSACTION,
    now: at,
  });
  const up_to = has_more ? lastSeq(items) : source.message_count;
  const begun = before ?? (await beginChat(table, into, source, actor));
  const user = actor && (await userDetails(table, actor, into, before));
  const after = items.reduce(
    (chat, { message }) => withJoinedMessage(chat, source, message, retentionDays),
    { ...begun, ...user, ...sharedOf(source, before) },
  );
  const changed: Chat = { ...after, updated_at: latest(begun.updated_at, at.toISOString()) };
  await table.client.send(
    new TransactWriteCommand({
      TransactItems: [
        markJoined(table, source, { into, up_to, at }),
        ...(source.joining_into ? [] : joinedWrites(table, from, into, at)),
        ...(items.length > 0
          ? [
              receiveJoined(table, before, changed, { shards, at }),
              ...searchWrites(table, before, changed),
            ]
          : []),
        ...items.flatMap((item, place) =>
          copies(table, item, changed, {
            seq: begun.message_count + place + 1,
            at,
            marker: markers.get(item.message.seq),
          }),
        ),
      ],
    }),
  );
  return 'copying';
}

const lastSeq = (items: readonly MessageItem[]) => items.at(-1)?.message.seq ?? 0;
const latest = (a: string, b: string) => (a > b ? a : b);

async function beginChat(
  table: Table,
  into: string,
  source: Chat,
  actor: JoinRequest['actor'],
): Promise<Chat> {
  if (!actor) throw new Error('a chat cannot begin without its user');
  return emptyChat(into, await userDetails(table, actor, into, undefined), source.created_at);
}

/** What the user's chat takes over from the visitor's chat, besides the messages. */
function sharedOf(source: Chat, before: Chat | undefined): Partial<Chat> {
  const isLater = before !== undefined && before.last_message_at > source.last_message_at;
  const created_at =
    before && before.created_at < source.created_at ? before.created_at : source.created_at;
  const page = isLater ? (before.page ?? source.page) : (source.page ?? before?.page);
  if (source.joining_into) return { created_at, page };
  // A chat that was active stays active.
  const archived_at = before && source.archived_at ? before.archived_at : source.archived_at;
  return { created_at, page, archived_at };
}

function copies(
  table: Table,
  item: MessageItem,
  { chat_id, user_id }: Chat,
  { seq, at, marker }: { seq: number; at: Date; marker: SentMarker | undefined },
): Write[] {
  const copy = copyOf(table, item, { chat_id, seq, at });
  if (!marker) return [copy];
  const { sender_type, client_id } = item.message;
  // Repeats by the user come under the user's own id now. An admin's id is only in the hash.
  const key =
    sender_type === 'user'
      ? sentMarkerKey(chat_id, { type: 'user', id: user_id }, client_id)
      : { pk: chatPk(chat_id), sk: marker.key.sk };
  return [copy, markerOf(table, { key, expires_at: marker.expires_at }, seq)];
}

/**
 * Deletes the visitor's chat after all its messages were copied, the chat itself last.
 * Subscriptions stay, so that subscribers get `chat_joined`.
 */
async function removeCopied(
  table: Table,
  { from, into }: { from: string; into: string },
  isOver: () => boolean,
): Promise<boolean> {
  if (!(await deleteMessages(table, from, isOver))) return false;
  while (!isOver()) {
    const isDeleted = await deleteChat(table, from, {
      ConditionExpression: 'joining_into = :into',
      ExpressionAttributeValues: { ':into': into },
    });
    if (isDeleted) return true;
    // Another run deleted it, or a transaction conflicted.
    const left = await findChat(table, from, { now: LONG_AGO });
    if (left?.joining_into !== into) return true;
  }
  return false;
}
