import * as v from 'valibot';
import { KeptPageSchema, ListItemSchema, MessageSchema } from './entities.ts';

const {
  unread: _unread,
  archived: _archived,
  // An admin's account id is internal. Their name is in the message.
  last_message_admin_id: _adminId,
  ...shown
} = ListItemSchema.entries;
const maybeTime = v.nullable(v.string());

/** A chat with everything that is stored about it. */
export const ExportedChatSchema = v.object({
  ...shown,
  created_at: v.string(),
  updated_at: v.string(),
  archived_at: maybeTime,
  /** When and how far admins have viewed the chat, … */
  admin_viewed_at: maybeTime,
  admin_viewed_seq: v.number(),
  /** … when and how far each side has read the other's messages, … */
  user_read_at: maybeTime,
  user_read_up_to: v.number(),
  admin_read_at: maybeTime,
  admin_read_up_to: v.number(),
  /** … and how far emails have covered them. */
  emailed_up_to: v.number(),
  page: v.nullable(KeptPageSchema),
  /** Epoch seconds after which the chat expires, with retention. */
  expires_at: v.optional(v.number()),
});
export type ExportedChat = v.InferOutput<typeof ExportedChatSchema>;

/** One page of an export. All pages together are the file: the chat once, the messages in order. */
export const ChatExportSchema = v.object({
  chat: ExportedChatSchema,
  /** The contact that a visitor left. */
  contact: v.nullable(v.object({ email: v.string(), name: v.nullable(v.string()) })),
  messages: v.array(MessageSchema),
  /** Whether there are more: ask again with `after` the last `seq`. */
  has_more: v.boolean(),
});
export type ChatExport = v.InferOutput<typeof ChatExportSchema>;
