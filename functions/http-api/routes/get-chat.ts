import { type ChatDetail, MESSAGE_PAGE_DEFAULT, ROUTES } from '../../../protocol/index.ts';
import { markViewed, getChat as readChat } from '../../data/chats.ts';
import { listMessages } from '../../data/messages.ts';
import { isUserOnline } from '../../data/subscriptions.ts';
import { toListItem } from '../../domain/chat.ts';
import { json } from '../answer.ts';
import { chatIdParam } from '../params.ts';
import { defineRoute } from '../route.ts';

/** [H7] A chat with its newest messages. Opening it marks it viewed, as far as it was shown. */
export const getChat = defineRoute(ROUTES.getChat, {
  caller: 'admin',
  async handle({ request, now }, { table }) {
    const chat = await readChat(table, chatIdParam(request));
    const [page, user_online] = await Promise.all([
      listMessages(table, chat.chat_id, { limit: MESSAGE_PAGE_DEFAULT }),
      isUserOnline(table, chat.chat_id, now),
    ]);
    const shownUpTo = page.messages.at(-1)?.seq ?? 0;
    const viewed = await markViewed(table, chat, shownUpTo, now.toISOString());
    const body: ChatDetail = {
      ...toListItem(viewed),
      ...page,
      user_online,
      read_up_to: viewed.user_read_up_to,
      created_at: viewed.created_at,
      page: viewed.page ?? null,
    };
    return json(200, body);
  },
});
