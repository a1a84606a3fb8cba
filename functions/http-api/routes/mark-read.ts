import { MarkReadBodySchema, ROUTES } from '../../../protocol/index.ts';
import { markRead } from '../../data/mark-read.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { chatIdParam } from '../params.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H4] Marks the admins' messages in the user's own chat as read, all or up to a `seq`. */
export const markOwnRead = defineRoute(ROUTES.markRead, {
  caller: 'user',
  body: MarkReadBodySchema,
  async handle({ actor, body: { up_to } }, { table, now }) {
    const chat_id = chatIdOf(actor.id);
    return json(200, await markRead(table, { chat_id, reader: 'user', up_to, now }));
  },
});

/** [H8] Marks the user's messages as read, for an admin whose network blocks WebSockets. */
export const markChatRead = defineRoute(ROUTES.markChatRead, {
  caller: 'admin',
  body: MarkReadBodySchema,
  async handle({ request, body: { up_to } }, { table, now }) {
    const chat_id = chatIdParam(request);
    return json(200, await markRead(table, { chat_id, reader: 'admin', up_to, now }));
  },
});
