import { ROUTES, type RouteKey } from '../../../protocol/index.ts';
import { setArchived } from '../../data/chats.ts';
import { toListItem } from '../../domain/chat.ts';
import { chatIdParam } from '../params.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

const move = (route: RouteKey, isArchived: boolean) =>
  defineRoute(route, {
    caller: 'admin',
    async handle({ request, now }, { table, environment }) {
      const chat = await setArchived(
        table,
        chatIdParam(request),
        isArchived,
        environment.INBOX_SHARDS,
        now.toISOString(),
      );
      return json(200, toListItem(chat));
    },
  });

/** [H9] Archives a chat. The user's next message restores it. */
export const archiveChat = move(ROUTES.archiveChat, true);

/** [H9] Restores an archived chat. */
export const unarchiveChat = move(ROUTES.unarchiveChat, false);
