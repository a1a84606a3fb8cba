import * as v from 'valibot';

export const SenderTypeSchema = v.picklist(['user', 'admin']);
/** The side of a chat that a person is on. */
export type SenderType = v.InferOutput<typeof SenderTypeSchema>;

const SeqSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a person wrote. `seq` counts 1, 2, 3 … within its chat, without gap or repeat. */
export const MessageSchema = v.object({
  id: v.string(),
  chat_id: v.string(),
  seq: SeqSchema,
  content: v.string(),
  sender_type: SenderTypeSchema,
  sender_name: v.string(),
  client_id: v.string(),
  /** When the other side read it; null while it is unread. */
  read_at: v.nullable(v.string()),
  created_at: v.string(),
  /** Set on a message that was copied from an anonymous conversation: its times are older than its `seq`. */
  joined: v.optional(v.literal(true)),
});
export type Message = v.InferOutput<typeof MessageSchema>;

/** Why a message of an admin, which the user has not read, was not emailed to them. */
export const EmailSkipSchema = v.picklist(['unconfirmed', 'bounced', 'unsubscribed']);
export type EmailSkip = v.InferOutput<typeof EmailSkipSchema>;

/** One chat as a row of the inbox. */
export const ListItemSchema = v.object({
  id: v.string(),
  user_id: v.string(),
  user_email: v.nullable(v.string()),
  user_name: v.nullable(v.string()),
  /** Whether the user has a token from the company's server. */
  user_verified: v.boolean(),
  last_message_at: v.string(),
  last_message_preview: v.string(),
  last_message_sender: SenderTypeSchema,
  /** Its sender's name; null before the first message of this version. */
  last_message_name: v.optional(v.nullable(v.string()), null),
  /** Which admin sent it, by their token's `sub`: two may have one name. Null for a user's message. */
  last_message_admin_id: v.optional(v.nullable(v.string()), null),
  message_count: SeqSchema,
  /** Whether the user wrote something that no admin has viewed. */
  unread: v.boolean(),
  archived: v.boolean(),
  /** Until an email is sent, or an admin writes again. */
  email_skipped: v.nullable(EmailSkipSchema),
  /** Whether an anonymous conversation was joined into it. */
  joined: v.optional(v.boolean(), false),
});
export type ListItem = v.InferOutput<typeof ListItemSchema>;

/** The page that the user writes from. */
export const PageSchema = v.strictObject({
  url: v.pipe(v.string(), v.maxLength(2_048), v.url()),
  title: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
  language: v.optional(v.pipe(v.string(), v.maxLength(35)), ''),
});
export type Page = v.InferOutput<typeof PageSchema>;

/** The page as stored with the chat: shortened, and checked on arrival. `''` means unknown. */
export const KeptPageSchema = v.object({
  url: v.string(),
  title: v.string(),
  language: v.string(),
});

/** An address that browsers accept, such as o'brien@example.com, at a domain that mail can reach. */
export const EmailAddressSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.rfcEmail('must be an email address'),
  v.check((address) => address.includes('.', address.indexOf('@')), 'must be at a full domain'),
);
