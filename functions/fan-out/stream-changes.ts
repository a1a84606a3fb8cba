import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import type { Message } from '../../protocol/index.ts';
import { MessageItemSchema } from '../data/messages.ts';
import { type Subscription, SubscriptionSchema } from '../data/subscriptions.ts';
import { type Chat, ChatSchema } from '../domain/chat.ts';

/** What happened in the table, as far as anybody is told of it. */
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
  /** All of a visitor's chat is in a user's now. */
  | { kind: 'chat_joined'; chat_id: string; into: string }
  | { kind: 'subscribed'; subscription: Subscription }
  | { kind: 'unsubscribed'; subscription: Subscription };

const ImageSchema = v.pipe(
  v.record(
    v.string(),
    v.custom<AttributeValue>((value) => typeof value === 'object' && value !== null),
  ),
  v.transform((image) => unmarshall(image)),
);

const RecordSchema = v.object({
  eventName: v.picklist(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: v.object({
    NewImage: v.optional(ImageSchema),
    OldImage: v.optional(ImageSchema),
  }),
});

/** Reads one stream record. Throws for one that is not of our making; undefined for one of no news. */
export function readChange(record: unknown): Change | undefined {
  const { eventName, dynamodb } = v.parse(RecordSchema, record);
  const { NewImage, OldImage } = dynamodb;
  switch ((NewImage ?? OldImage)?.entity) {
    case 'message':
      if (eventName === 'REMOVE') {
        return { kind: 'message_erased', message: v.parse(MessageItemSchema, OldImage).message };
      }
      // One that takes the place of an expired one, which TTL has not deleted yet, is new as well.
      if (eventName === 'MODIFY' && NewImage?.id === OldImage?.id) return undefined;
      return { kind: 'message_sent', ...v.parse(MessageItemSchema, NewImage) };
    case 'chat':
      if (eventName === 'REMOVE') {
        return endOf(v.parse(ChatSchema, OldImage));
      }
      return {
        kind: 'chat_changed',
        before: OldImage && v.parse(ChatSchema, OldImage),
        after: v.parse(ChatSchema, NewImage),
      };
    case 'subscription':
      if (eventName === 'INSERT') {
        return { kind: 'subscribed', subscription: v.parse(SubscriptionSchema, NewImage) };
      }
      if (eventName === 'REMOVE') {
        return { kind: 'unsubscribed', subscription: v.parse(SubscriptionSchema, OldImage) };
      }
      return undefined;
    default:
      return undefined;
  }
}

/** What was erased while it was being joined is not all there. */
function endOf({ chat_id, joining_into, joined_up_to = 0, message_count }: Chat): Change {
  return joining_into !== undefined && joined_up_to >= message_count
    ? { kind: 'chat_joined', chat_id, into: joining_into }
    : { kind: 'chat_erased', chat_id };
}
