import { MessagesQuerySchema, ROUTES } from '../../../protocol/index.ts';
import { getChat } from '../../data/chats.ts';
import { listMessages } from '../../data/messages.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { chatIdParam } from '../params.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H2] Messages of the user's own chat, after or before a `seq`. */
export const listOwnMessages = defineRoute(ROUTES.listMessages, {
  caller: 'user',
  query: MessagesQuerySchema,
  async handle({ actor, query }, { table }) {
    return json(200, await listMessages(table, chatIdOf(actor.id), query));
  },
});

/** [H8] Messages of any chat, for admins. */
export const listChatMessages = defineRoute(ROUTES.listChatMessages, {
  caller: 'admin',
  query: MessagesQuerySchema,
  async handle({ query, request }, { table }) {
    const { chat_id } = await getChat(table, chatIdParam(request));
    return json(200, await listMessages(table, chat_id, query));
  },
});
