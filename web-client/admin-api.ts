import * as v from 'valibot';
import {
  CannedRepliesSchema,
  CannedReplySchema,
  ChatExportSchema,
  ChatPageSchema,
  ErasedSchema,
  ListItemSchema,
} from '../protocol/index.ts';
import type { Request } from './request.ts';
import type { Api } from './types.ts';
import { createUserApi } from './user-api.ts';

/** Every route that the dashboard uses. */
export function createAdminApi(request: Request): Api {
  return {
    ...createUserApi(request),
    listChats: (query) => request({ route: 'GET /api/admin/chats', query, answer: ChatPageSchema }),
    archive: (id) =>
      request({ route: 'POST /api/admin/chats/{id}/archive', id, answer: ListItemSchema }),
    unarchive: (id) =>
      request({ route: 'POST /api/admin/chats/{id}/unarchive', id, answer: ListItemSchema }),
    async listCannedReplies() {
      const { canned_replies } = await request({
        route: 'GET /api/admin/canned_replies',
        answer: CannedRepliesSchema,
      });
      return canned_replies;
    },
    putCannedReply: (id, body) =>
      request({
        route: 'PUT /api/admin/canned_replies/{name}',
        id,
        body,
        answer: CannedReplySchema,
      }),
    async deleteCannedReply(id) {
      await request({
        route: 'DELETE /api/admin/canned_replies/{name}',
        id,
        answer: v.unknown(),
      });
    },
    exportChat: (id, after) =>
      request({
        route: 'GET /api/admin/chats/{id}/export',
        id,
        query: { after },
        answer: ChatExportSchema,
      }),
    eraseChat: (id) => request({ route: 'DELETE /api/admin/chats/{id}', id, answer: ErasedSchema }),
  };
}
