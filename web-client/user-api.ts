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

/** The routes for a user and their own chat. */
export function createUserApi(request: Request): UserApi {
  return {
    loadChat: () => request({ route: 'GET /api/support_chat', response: SupportChatSchema }),
    listMessages: (query) =>
      request({ route: 'GET /api/support_chat/messages', query, response: MessagePageSchema }),
    async sendMessage(body) {
      const { message } = await request({
        route: 'POST /api/support_chat/messages',
        body,
        response: SentMessageSchema,
      });
      return message;
    },
    markRead: (up_to) =>
      request({
        route: 'PATCH /api/support_chat/mark_read',
        body: { up_to },
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
