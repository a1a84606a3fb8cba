import * as v from 'valibot';
import { PageSchema } from './entities.ts';

const id = v.optional(v.union([v.pipe(v.string(), v.maxLength(128)), v.number()]));
const chat_id = v.pipe(v.string(), v.uuid(), v.toLowerCase());

/** Chosen by the sender, so that retries are safe. */
export const ClientIdSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));

/** Checks only the type. The domain checks length and blankness, because they have their own codes. */
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

/** Every command of a client, by its `action`. */
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
/** A command as a client writes it: fields with a default are optional. */
export type CommandInput = { [A in Action]: v.InferInput<(typeof COMMAND_SCHEMAS)[A]> }[Action];

/** What a connection subscribes to. */
export type Channel = { channel: 'chat'; chat_id: string } | { channel: 'admin' };
