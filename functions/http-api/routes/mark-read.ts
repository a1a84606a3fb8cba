import { MarkReadBodySchema, ROUTES } from '../../../protocol/index.ts';
import { markRead } from '../../data/mark-read.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { json } from '../answer.ts';
import { defineRoute } from '../route.ts';

/** [H4] Marks the admins' messages in one's own chat as read, all or up to a `seq`. */
export const markOwnRead = defineRoute(ROUTES.markRead, {
  caller: 'customer',
  body: MarkReadBodySchema,
  async handle({ actor, body }, { table, now }) {
    const chat_id = chatIdOf(actor.id);
    return json(200, await markRead(table, { chat_id, reader: 'user', up_to: body.up_to, now }));
  },
});
