import * as v from 'valibot';
import { ListItemSchema, MessageSchema, SenderTypeSchema } from './entities.ts';
import { ErrorCodeSchema } from './errors.ts';

const id = v.optional(v.union([v.string(), v.number()]));
const channel = v.picklist(['chat', 'admin']);
const chat_id = v.string();
const seq = v.pipe(v.number(), v.integer());

/** Replies: each answers one command and repeats its `id`. */
export const ReplySchema = v.variant('type', [
  v.object({
    type: v.literal('subscribed'),
    id,
    channel,
    chat_id: v.optional(chat_id),
    /** The newest `seq` of the chat when the subscription began; 0 for a chat without messages. */
    last_seq: v.optional(seq),
  }),
  v.object({ type: v.literal('unsubscribed'), id, channel, chat_id: v.optional(chat_id) }),
  v.object({
    type: v.literal('rejected'),
    id,
    channel,
    chat_id: v.optional(chat_id),
    code: ErrorCodeSchema,
  }),
  v.object({
    type: v.literal('message_accepted'),
    id,
    client_id: v.string(),
    message: MessageSchema,
  }),
  v.object({ type: v.literal('pong'), id }),
  v.object({
    type: v.literal('error'),
    id,
    code: ErrorCodeSchema,
    message: v.string(),
    client_id: v.optional(v.string()),
    /** With `rate_limited`: how many seconds to wait before a retry. */
    retry_after: v.optional(v.number()),
  }),
]);
export type Reply = v.InferOutput<typeof ReplySchema>;

/** Pushes: sent without a command, at least once, and in `seq` order within a chat. These go to users too. */
const USER_PUSHES = [
  v.object({ type: v.literal('new_message'), chat_id, message: MessageSchema }),
  v.object({
    type: v.literal('messages_read'),
    chat_id,
    reader: SenderTypeSchema,
    up_to: seq,
    read_at: v.string(),
  }),
  /** A visitor's chat is now part of a user's. Clients read it again: its messages cause no other push. */
  v.object({ type: v.literal('chat_joined'), chat_id, into: v.string() }),
  v.object({
    type: v.literal('typing'),
    chat_id,
    sender_type: SenderTypeSchema,
    sender_name: v.string(),
    is_typing: v.boolean(),
  }),
  v.object({ type: v.literal('admins_online'), online: v.boolean() }),
] as const;

/** Pushes, with those that only admins act on. */
export const PushSchema = v.variant('type', [
  ...USER_PUSHES,
  v.object({
    type: v.literal('new_user_message'),
    chat_id,
    user_email: v.nullable(v.string()),
    message: MessageSchema,
  }),
  v.object({ type: v.literal('chat_updated'), chat: ListItemSchema }),
  /** The chat and everything in it are erased or expired. */
  v.object({ type: v.literal('chat_erased'), chat_id }),
  v.object({ type: v.literal('presence'), chat_id, user_online: v.boolean() }),
  /** The other admins who have the chat open. */
  v.object({ type: v.literal('viewers'), chat_id, names: v.array(v.string()) }),
]);
export type Push = v.InferOutput<typeof PushSchema>;

export type Frame = Reply | Push | { type: 'batch'; events: Push[] };

/**
 * API Gateway's own frame for when it, or Lambda behind it, accepts no more commands for the moment. It
 * names no command.
 */
const ThrottleSchema = v.pipe(
  v.object({
    message: v.picklist(['Too Many Requests', 'Internal server error']),
    connectionId: v.string(),
    requestId: v.string(),
  }),
  v.transform(
    ({ message }): Reply => ({ type: 'error', code: 'rate_limited', message, retry_after: 1 }),
  ),
);

const BatchSchema = v.object({ type: v.literal('batch'), events: v.array(v.unknown()) });
const EventSchema = v.union([v.variant('type', [ReplySchema, PushSchema]), ThrottleSchema]);
const UserEventSchema = v.union([
  v.variant('type', [ReplySchema, v.variant('type', USER_PUSHES)]),
  ThrottleSchema,
]);

/** Reads a frame from the server as a flat list of events. */
export type ParseFrame = (text: string) => (Reply | Push)[];

/**
 * Reads one frame from the server. Unknown events and invalid frames are dropped, so that an older
 * client works with a newer server.
 */
export const parseFrame: ParseFrame = (text) => readFrame(text, EventSchema);

/** As `parseFrame`, without the pushes that only admins act on: the widget does not carry their schemas. */
export const parseUserFrame: ParseFrame = (text) => readFrame(text, UserEventSchema);

function readFrame<E>(text: string, schema: v.GenericSchema<unknown, E>): E[] {
  const batch = v.safeParse(BatchSchema, parseJson(text));
  const events = batch.success ? batch.output.events : [parseJson(text)];
  return events.flatMap((event) => {
    const parsed = v.safeParse(schema, event);
    return parsed.success ? [parsed.output] : [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
