import * as v from 'valibot';
import { ClientIdSchema, ContentSchema } from './commands.ts';
import {
  EmailAddressSchema,
  KeptPageSchema,
  ListItemSchema,
  MessageSchema,
  PageSchema,
} from './entities.ts';
import {
  INBOX_PAGE_DEFAULT,
  INBOX_PAGE_MAX,
  MESSAGE_PAGE_DEFAULT,
  MESSAGE_PAGE_MAX,
} from './limits.ts';

/**
 * Every route of the HTTP API. The stack creates exactly these, and the function handles exactly
 * these. Routes under `/api/admin` are behind the JWT authorizer.
 */
export const ROUTES = {
  getSupportChat: 'GET /api/support_chat',
  listMessages: 'GET /api/support_chat/messages',
  sendMessage: 'POST /api/support_chat/messages',
  markRead: 'PATCH /api/support_chat/mark_read',
  createVisitor: 'POST /api/visitors',
  putContact: 'PUT /api/support_chat/contact',
  joinChat: 'POST /api/support_chat/join',
  listChats: 'GET /api/admin/chats',
  getChat: 'GET /api/admin/chats/{id}',
  listChatMessages: 'GET /api/admin/chats/{id}/messages',
  sendChatMessage: 'POST /api/admin/chats/{id}/messages',
  markChatRead: 'PATCH /api/admin/chats/{id}/mark_read',
  archiveChat: 'POST /api/admin/chats/{id}/archive',
  unarchiveChat: 'POST /api/admin/chats/{id}/unarchive',
  exportChat: 'GET /api/admin/chats/{id}/export',
  eraseChat: 'DELETE /api/admin/chats/{id}',
  // Greedy, because API Gateway decodes a path before it looks for slashes.
  eraseUser: 'DELETE /api/admin/users/{user_id+}',
  listCannedReplies: 'GET /api/admin/canned_replies',
  putCannedReply: 'PUT /api/admin/canned_replies/{name}',
  deleteCannedReply: 'DELETE /api/admin/canned_replies/{name}',
  openFromEmail: 'GET /api/email/open',
  useTicket: 'POST /api/email/ticket',
  showUnsubscribe: 'GET /api/email/unsubscribe',
  unsubscribe: 'POST /api/email/unsubscribe',
  health: 'GET /api/health',
} as const;
export type RouteKey = (typeof ROUTES)[keyof typeof ROUTES];

/** Whether a route needs an admin's token, checked by the gateway before the function runs. */
export const isAdminRoute = (route: RouteKey) => route.includes(' /api/admin/');

const wholeNumber = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'must be a whole number'),
  v.transform(Number),
);
const limit = (most: number, usual: number) =>
  v.optional(v.pipe(wholeNumber, v.minValue(1), v.maxValue(most)), String(usual));

export const MessagesQuerySchema = v.pipe(
  v.strictObject({
    after: v.optional(wholeNumber),
    before: v.optional(wholeNumber),
    limit: limit(MESSAGE_PAGE_MAX, MESSAGE_PAGE_DEFAULT),
  }),
  v.check(
    ({ after, before }) => after === undefined || before === undefined,
    'after and before exclude each other',
  ),
);
export type MessagesQuery = v.InferOutput<typeof MessagesQuerySchema>;

export const ChatsQuerySchema = v.strictObject({
  archived: v.optional(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
    'false',
  ),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(512))),
  limit: limit(INBOX_PAGE_MAX, INBOX_PAGE_DEFAULT),
  q: v.optional(v.pipe(v.string(), v.maxLength(254))),
});

export const ExportQuerySchema = v.strictObject({ after: v.optional(wholeNumber, '0') });

export const NoQuerySchema = v.strictObject({});

export const SendMessageBodySchema = v.strictObject({
  content: ContentSchema,
  client_id: ClientIdSchema,
  page: v.optional(PageSchema),
});
export type SendMessageBody = v.InferInput<typeof SendMessageBodySchema>;

export const MarkReadBodySchema = v.strictObject({
  up_to: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

export const ContactBodySchema = v.strictObject({
  email: EmailAddressSchema,
  name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(128))),
});

/** The conversation that a visitor had before they signed in. */
export const JoinBodySchema = v.strictObject({
  visitor_token: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1_024)),
});
export type JoinBody = v.InferInput<typeof JoinBodySchema>;

/** The ticket of an emailed link to a visitor's chat. With `accept` it is exchanged for a token, once. */
export const TicketBodySchema = v.strictObject({
  ticket: v.pipe(v.string(), v.maxLength(1_024)),
  accept: v.optional(v.boolean(), false),
});
export type TicketBody = v.InferInput<typeof TicketBodySchema>;

export const NoBodySchema = v.strictObject({});

/** Responses as clients read them. Unknown fields are dropped, so that the API can grow. */
export const SupportChatSchema = v.object({
  id: v.string(),
  messages: v.array(MessageSchema),
  has_more: v.boolean(),
  unread_count: v.number(),
  user: v.object({
    id: v.string(),
    email: v.nullable(v.string()),
    name: v.nullable(v.string()),
  }),
  admins_online: v.boolean(),
});
export type SupportChat = v.InferOutput<typeof SupportChatSchema>;

export const MessagePageSchema = v.object({
  messages: v.array(MessageSchema),
  has_more: v.boolean(),
});
export type MessagePage = v.InferOutput<typeof MessagePageSchema>;

export const SentMessageSchema = v.object({ message: MessageSchema });
export type SentMessage = v.InferOutput<typeof SentMessageSchema>;

export const MarkedReadSchema = v.object({ read_count: v.number(), unread_count: v.number() });
export type MarkedRead = v.InferOutput<typeof MarkedReadSchema>;

export const VisitorSchema = v.object({ token: v.string(), expires_at: v.string() });
export type Visitor = v.InferOutput<typeof VisitorSchema>;

/** Enough of a ticket's conversation for its owner to recognise it. */
export const TicketPreviewSchema = v.object({
  /** Null if no address is known. */
  masked_email: v.nullable(v.string()),
  last_preview: v.string(),
});
export type TicketPreview = v.InferOutput<typeof TicketPreviewSchema>;

export const ChatPageSchema = v.object({
  chats: v.array(ListItemSchema),
  next_cursor: v.nullable(v.string()),
});
export type ChatPage = v.InferOutput<typeof ChatPageSchema>;

export const ChatDetailSchema = v.object({
  ...ListItemSchema.entries,
  messages: v.array(MessageSchema),
  has_more: v.boolean(),
  user_online: v.boolean(),
  /** The user has read everything up to this `seq`. "Seen" is shown there. */
  read_up_to: v.number(),
  /** When the user first wrote. */
  created_at: v.string(),
  /** The page that the user last wrote from, or null. */
  page: v.nullable(KeptPageSchema),
});
export type ChatDetail = v.InferOutput<typeof ChatDetailSchema>;

/** False: not everything is erased yet. Send the same request again. */
export const ErasedSchema = v.object({
  erased: v.boolean(),
  /** How many messages are left, if it is false. */
  remaining: v.optional(v.number()),
});
export type Erased = v.InferOutput<typeof ErasedSchema>;

/** False: not everything is copied yet. Send the same request again. */
export const JoinedSchema = v.object({ joined: v.boolean() });
export type Joined = v.InferOutput<typeof JoinedSchema>;

export const HealthSchema = v.object({ status: v.literal('ok'), version: v.string() });
export type Health = v.InferOutput<typeof HealthSchema>;
