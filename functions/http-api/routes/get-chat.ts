import { type ChatDetail, ROUTES } from '../../../protocol/index.ts';
import { readChatView } from '../../data/chat-view.ts';
import { markViewed } from '../../data/chats.ts';
import { isUserOnline } from '../../data/subscriptions.ts';
import { toListItem } from '../../domain/chat.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { chatIdParam } from '../params.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H7] A chat with its newest messages. Marks the messages that it shows as viewed. */
export const getChat = defineRoute(ROUTES.getChat, {
  caller: 'admin',
  async handle({ request, now }, { table }) {
    const chat_id = chatIdParam(request);
    const [{ chat, ...page }, user_online] = await Promise.all([
      readChatView(table, chat_id, now),
      isUserOnline(table, chat_id, now),
    ]);
    if (!chat) throw new NotFoundError('There is no such chat.');
    const shownUpTo = page.messages.at(-1)?.seq ?? 0;
    await markViewed(table, chat, shownUpTo, now.toISOString());
    const admin_viewed_seq = Math.max(chat.admin_viewed_seq, shownUpTo);
    const body: ChatDetail = {
      ...toListItem({ ...chat, admin_viewed_seq }),
      ...page,
      user_online,
      read_up_to: chat.user_read_up_to,
      created_at: chat.created_at,
      page: chat.page ?? null,
    };
    return json(200, body);
  },
});
