import { type ChatPage, ChatsQuerySchema, ROUTES } from '../../../protocol/index.ts';
import { listInbox } from '../../data/inbox.ts';
import { searchChats } from '../../data/search.ts';
import { toListItem } from '../../domain/chat.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H6] One page of the inbox, or the results of a search, newest first. */
export const listChats = defineRoute(ROUTES.listChats, {
  caller: 'admin',
  query: ChatsQuerySchema,
  async handle({ query }, { table, environment }) {
    const { archived: isArchived, cursor, limit, q } = query;
    const { chats, next_cursor } = q?.trim()
      ? { chats: await searchChats(table, { q, isArchived }), next_cursor: null }
      : await listInbox(table, { isArchived, cursor, limit, shards: environment.INBOX_SHARDS });
    const body: ChatPage = { chats: chats.map(toListItem), next_cursor };
    return json(200, body);
  },
});
