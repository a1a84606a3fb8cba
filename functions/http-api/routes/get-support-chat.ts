import { ROUTES, type SupportChat } from '../../../protocol/index.ts';
import { readChatView } from '../../data/chat-view.ts';
import { areAdminsOnline } from '../../data/subscriptions.ts';
import { userDetails } from '../../data/user-details.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H1] The user's own chat with its newest messages. Does not create the chat. */
export const getSupportChat = defineRoute(ROUTES.getSupportChat, {
  caller: 'user',
  async handle({ actor, now }, { table }) {
    const id = chatIdOf(actor.id);
    const [{ chat, ...page }, admins_online] = await Promise.all([
      readChatView(table, id, now),
      areAdminsOnline(table, now),
    ]);
    const user = await userDetails(table, actor, id, chat);
    const body: SupportChat = {
      id,
      ...page,
      unread_count: chat?.user_unread_count ?? 0,
      user: { id: user.user_id, email: user.user_email, name: user.user_name },
      admins_online,
    };
    return json(200, body);
  },
});
