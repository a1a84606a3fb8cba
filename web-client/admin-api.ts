import * as v from 'valibot';
import {
  CannedRepliesSchema,
  CannedReplySchema,
  ChatDetailSchema,
  ChatExportSchema,
  ChatPageSchema,
  ErasedSchema,
  ListItemSchema,
  MarkedReadSchema,
  MessagePageSchema,
  SentMessageSchema,
} from '../protocol/index.ts';
import type { Request } from './request.ts';
import type { AdminApi } from './types.ts';

/** Every route that the dashboard uses. */
export function createAdminApi(request: Request): AdminApi {
  return {
    getChat: (id) =>
      request({ route: 'GET /api/admin/chats/{id}', id, response: ChatDetailSchema }),
    listMessages: (id, query) =>
      request({
        route: 'GET /api/admin/chats/{id}/messages',
        id,
        query,
        response: MessagePageSchema,
      }),
    async sendMessage(id, body) {
      const { message } = await request({
        route: 'POST /api/admin/chats/{id}/messages',
        id,
        body,
        response: SentMessageSchema,
      });
      return message;
    },
    markRead: (id, up_to) =>
      request({
        route: 'PATCH /api/admin/chats/{id}/mark_read',
        id,
        body: { up_to },
        response: MarkedReadSchema,
      }),
    listChats: (query) =>
      request({ route: 'GET /api/admin/chats', query, response: ChatPageSchema }),
    archive: (id) =>
      request({ route: 'POST /api/admin/chats/{id}/archive', id, response: ListItemSchema }),
    unarchive: (id) =>
      request({ route: 'POST /api/admin/chats/{id}/unarchive', id, response: ListItemSchema }),
    async listCannedReplies() {
      const { canned_replies } = await request({
        route: 'GET /api/admin/canned_replies',
        response: CannedRepliesSchema,
      });
      return canned_replies;
    },
    putCannedReply: (id, body) =>
      request({
        route: 'PUT /api/admin/canned_replies/{name}',
        id,
        body,
        response: CannedReplySchema,
      }),
    async deleteCannedReply(id) {
      await request({
        route: 'DELETE /api/admin/canned_replies/{name}',
        id,
        response: v.unknown(),
      });
    },
    exportChat: (id, after) =>
      request({
        route: 'GET /api/admin/chats/{id}/export',
        id,
        query: { after },
        response: ChatExportSchema,
      }),
    eraseChat: (id) =>
      request({ route: 'DELETE /api/admin/chats/{id}', id, response: ErasedSchema }),
  };
}
