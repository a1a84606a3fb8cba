import * as v from 'valibot';
import {
  EmailSkipSchema,
  KeptPageSchema,
  type ListItem,
  SenderTypeSchema,
} from '../../protocol/index.ts';
import { MessageWindowSchema } from './message-window.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const maybeText = v.optional(v.nullable(v.string()), null);

/** What the inbox shows of a chat. */
export const InboxEntrySchema = v.object({
  chat_id: v.string(),
  user_id: v.string(),
  user_email: maybeText,
  user_name: maybeText,
  user_verified: v.boolean(),
  last_message_at: v.string(),
  last_message_preview: v.string(),
  last_message_sender: SenderTypeSchema,
  last_message_name: maybeText,
  /** Which admin sent it; null for a user's message. */
  last_message_admin_id: maybeText,
  message_count: count,
  /** The `seq` of the newest user message; 0 before the first. */
  last_user_seq: count,
  /** Admins have viewed the chat up to this `seq`. */
  admin_viewed_seq: count,
  archived_at: maybeText,
  /** Why the newest admin messages were not emailed. */
  email_skipped: v.optional(v.nullable(EmailSkipSchema), null),
  /** Whether a visitor's chat was joined into it. */
  joined: v.optional(v.literal(true)),
  /** In epoch seconds. After that nobody sees the chat. Absent if chats are kept forever. */
  expires_at: v.optional(v.number()),
});
export type InboxEntry = v.InferOutput<typeof InboxEntrySchema>;

/** The conversation of one user: summary, read marks, and which messages were emailed. */
export const ChatSchema = v.object({
  ...InboxEntrySchema.entries,
  created_at: v.string(),
  updated_at: v.string(),
  admin_viewed_at: maybeText,
  /** Each side has read the other side's messages up to this `seq`. */
  user_read_up_to: count,
  admin_read_up_to: count,
  /** How many messages of the other side each side has not read. */
  user_unread_count: count,
  admin_unread_count: count,
  /** When each side last read a message. */
  user_read_at: maybeText,
  admin_read_at: maybeText,
  /** Reply emails have covered the admins' messages up to this `seq`. */
  emailed_up_to: v.optional(count, 0),
  /** The page from which the user last wrote. */
  page: v.optional(KeptPageSchema),
  /** How many messages the user and each admin sent recently, for the rate limits. */
  user_window: v.optional(MessageWindowSchema),
  admin_windows: v.optional(v.record(v.string(), MessageWindowSchema)),
  /**
   * A visitor's chat that is being joined: the chat that it is joined into. No more messages are
   * accepted.
   */
  joining_into: v.optional(v.string()),
  /** Up to which `seq` its messages were copied. */
  joined_up_to: v.optional(count),
});
export type Chat = v.InferOutput<typeof ChatSchema>;

/**
 * Whether there is a user message that no admin has viewed. Compares `seq`, because two times may
 * be equal.
 */
export const isUnread = (chat: InboxEntry): boolean => chat.last_user_seq > chat.admin_viewed_seq;

/** The chat as an inbox row on the wire. */
export function toListItem(chat: InboxEntry): ListItem {
  return {
    id: chat.chat_id,
    user_id: chat.user_id,
    user_email: chat.user_email,
    user_name: chat.user_name,
    user_verified: chat.user_verified,
    last_message_at: chat.last_message_at,
    last_message_preview: chat.last_message_preview,
    last_message_sender: chat.last_message_sender,
    last_message_name: chat.last_message_name,
    last_message_admin_id: chat.last_message_admin_id,
    message_count: chat.message_count,
    unread: isUnread(chat),
    archived: chat.archived_at !== null,
    email_skipped: chat.email_skipped,
    joined: chat.joined === true,
  };
}
