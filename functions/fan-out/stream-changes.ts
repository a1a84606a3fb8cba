import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import type { Message } from '../../protocol/index.ts';
import type { PushedEntity } from '../data/entity-types.ts';
import { MessageItemSchema } from '../data/messages.ts';
import { type Subscription, SubscriptionSchema } from '../data/subscriptions.ts';
import { type Chat, ChatSchema } from '../domain/chat.ts';

/** A change in the table that somebody may need to be notified of. */
export type Change =
  | {
      kind: 'message_sent';
      message: Message;
      user_email: string | null;
      joined_at?: string | undefined;
    }
  | { kind: 'message_erased'; message: Message; joined_at?: string | undefined }
  | { kind: 'chat_changed'; before: Chat | undefined; after: Chat }
  | { kind: 'chat_erased'; chat_id: string }
  /** All messages of a visitor's chat were copied into a user's chat. */
  | { kind: 'chat_joined'; chat_id: string; into: string }
  | { kind: 'subscribed'; subscription: Subscription }
  | { kind: 'unsubscribed'; subscription: Subscription };

/** In the order of the records; undefined if nobody needs to be notified. */
export type Changes = readonly (Change | undefined)[];

const ImageSchema = v.pipe(
  v.record(
    v.string(),
    v.custom<AttributeValue>((value) => typeof value === 'object' && value !== null),
  ),
  v.transform((image) => unmarshall(image)),
);

const RecordSchema = v.object({
  dynamodb: v.object({
    NewImage: v.optional(ImageSchema),
    OldImage: v.optional(ImageSchema),
  }),
});

/** The item before and after; one of the two is undefined when it was inserted or removed. */
type Images = { readonly before: Image | undefined; readonly after: Image | undefined };
type Image = v.InferOutput<typeof ImageSchema>;

/** Reads the changes of each pushed entity type. Undefined if nobody needs to be notified. */
const READERS: Readonly<Record<PushedEntity, (images: Images) => Change | undefined>> = {
  message({ before, after }) {
    if (!after)
      return { kind: 'message_erased', message: v.parse(MessageItemSchema, before).message };
    // A message that replaces an expired one is new as well.
    if (before && before.id === after.id) return undefined;
    return { kind: 'message_sent', ...v.parse(MessageItemSchema, after) };
  },
  chat({ before, after }) {
    if (!after) return chatRemoved(v.parse(ChatSchema, before));
    return {
      kind: 'chat_changed',
      before: before && v.parse(ChatSchema, before),
      after: v.parse(ChatSchema, after),
    };
  },
  subscription({ before, after }) {
    if (before && after) return undefined;
    return after
      ? { kind: 'subscribed', subscription: v.parse(SubscriptionSchema, after) }
      : { kind: 'unsubscribed', subscription: v.parse(SubscriptionSchema, before) };
  },
};

/**
 * Reads one stream record. Throws if the record has an unknown shape. Undefined if nobody needs to
 * be notified.
 */
export function readChange(record: unknown): Change | undefined {
  const { dynamodb } = v.parse(RecordSchema, record);
  const { NewImage: after, OldImage: before } = dynamodb;
  const entity = (after ?? before)?.entity;
  return isPushed(entity) ? READERS[entity]({ before, after }) : undefined;
}

const isPushed = (entity: unknown): entity is PushedEntity =>
  typeof entity === 'string' && Object.hasOwn(READERS, entity);

/** A joining that is not finished was interrupted by erasing. */
function chatRemoved({ chat_id, joining_into, joined_up_to = 0, message_count }: Chat): Change {
  return joining_into !== undefined && joined_up_to >= message_count
    ? { kind: 'chat_joined', chat_id, into: joining_into }
    : { kind: 'chat_erased', chat_id };
}
