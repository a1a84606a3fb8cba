import * as v from 'valibot';
import {
  JoinedSchema,
  MarkedReadSchema,
  MessagePageSchema,
  SentMessageSchema,
  SupportChatSchema,
} from '../protocol/index.ts';
import type { Request } from './request.ts';
import type { UserApi } from './types.ts';

/** The routes that a chat needs: a user's own, and by its id an admin's. */
export function createUserApi(request: Request): UserApi {
  return {
    getSupportChat: () => request({ route: 'GET /api/support_chat', response: SupportChatSchema }),
    listMessages: (id, query) =>
      request({
        ...(id === undefined
          ? { route: 'GET /api/support_chat/messages' }
          : { route: 'GET /api/admin/chats/{id}/messages', id }),
        query,
        response: MessagePageSchema,
      }),
    async sendMessage(id, body) {
      const { message } = await request({
        ...(id === undefined
          ? { route: 'POST /api/support_chat/messages' }
          : { route: 'POST /api/admin/chats/{id}/messages', id }),
        body,
        response: SentMessageSchema,
      });
      return message;
    },
    markRead: (id, up_to) =>
      request({
        ...(id === undefined
          ? { route: 'PATCH /api/support_chat/mark_read' }
          : { route: 'PATCH /api/admin/chats/{id}/mark_read', id }),
        body: up_to === undefined ? {} : { up_to },
        response: MarkedReadSchema,
      }),
    async putContact(body) {
      await request({ route: 'PUT /api/support_chat/contact', body, response: v.unknown() });
    },
    async joinVisitor(visitor_token) {
      const join = () =>
        request({
          route: 'POST /api/support_chat/join',
          body: { visitor_token },
          response: JoinedSchema,
        });
      // A long conversation takes several requests, each of some two seconds.
      while (!(await join()).joined);
    },
  };
}
