import * as v from 'valibot';
import { PageSchema } from './entities.ts';

const id = v.optional(v.union([v.pipe(v.string(), v.maxLength(128)), v.number()]));
const chat_id = v.pipe(v.string(), v.uuid(), v.toLowerCase());

/** Chosen by the sender, so that sending again is safe. */
export const ClientIdSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));

/** The type alone; length and blankness are judged by the domain, which knows their codes. */
export const ContentSchema = v.string();

const Seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const SubscribeSchema = v.variant('channel', [
  v.strictObject({ action: v.literal('subscribe'), id, channel: v.literal('chat'), chat_id }),
  v.strictObject({ action: v.literal('subscribe'), id, channel: v.literal('admin') }),
]);

export const UnsubscribeSchema = v.variant('channel', [
  v.strictObject({ action: v.literal('unsubscribe'), id, channel: v.literal('chat'), chat_id }),
  v.strictObject({ action: v.literal('unsubscribe'), id, channel: v.literal('admin') }),
]);

export const SendMessageSchema = v.strictObject({
  action: v.literal('send_message'),
  id,
  chat_id,
  content: ContentSchema,
  client_id: ClientIdSchema,
  page: v.optional(PageSchema),
});

export const MarkReadSchema = v.strictObject({
  action: v.literal('mark_read'),
  id,
  chat_id,
  up_to: Seq,
});

export const TypingSchema = v.strictObject({
  action: v.literal('typing'),
  id,
  chat_id,
  is_typing: v.boolean(),
});

export const PingSchema = v.strictObject({ action: v.literal('ping'), id });

/** Everything a client may say on the socket, by its `action`. */
export const COMMAND_SCHEMAS = {
  subscribe: SubscribeSchema,
  unsubscribe: UnsubscribeSchema,
  send_message: SendMessageSchema,
  mark_read: MarkReadSchema,
  typing: TypingSchema,
  ping: PingSchema,
} as const;

export type Action = keyof typeof COMMAND_SCHEMAS;
export type CommandOf<A extends Action> = v.InferOutput<(typeof COMMAND_SCHEMAS)[A]>;
export type Command = { [A in Action]: CommandOf<A> }[Action];
/** A command as a client writes it: what has a default may be left out. */
export type CommandInput = { [A in Action]: v.InferInput<(typeof COMMAND_SCHEMAS)[A]> }[Action];

/** Which stream of pushes a connection follows. */
export type Channel = { channel: 'chat'; chat_id: string } | { channel: 'admin' };
