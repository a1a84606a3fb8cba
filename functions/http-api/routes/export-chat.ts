import {
  type ChatExport,
  EXPORT_PAGE,
  ExportQuerySchema,
  ROUTES,
} from '../../../protocol/index.ts';
import { getChat } from '../../data/chats.ts';
import { findContact } from '../../data/contacts.ts';
import type { ExportPart } from '../../data/entity-types.ts';
import { listMessageItems } from '../../data/messages.ts';
import { messagesAsOf } from '../../domain/chat-view.ts';
import { chatIdParam } from '../params.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H10] Exports a chat with a page of its messages, oldest first. */
export const exportChat = defineRoute(ROUTES.exportChat, {
  caller: 'admin',
  query: ExportQuerySchema,
  async handle({ query, request }, { table }) {
    const stored = await getChat(table, chatIdParam(request));
    const { chat_id, user_window, admin_windows, last_message_admin_id, ...known } = stored;
    const { joining_into, joined_up_to, ...chat } = known;
    const [page, contact = null] = await Promise.all([
      listMessageItems(table, chat_id, { after: query.after, limit: EXPORT_PAGE }),
      findContact(table, chat_id),
    ]);
    const messages = messagesAsOf(stored, page.items);
    const body: ChatExport & Readonly<Record<ExportPart, unknown>> = {
      chat: { id: chat_id, ...chat, page: chat.page ?? null, joined: chat.joined === true },
      contact,
      messages,
      // Messages that are newer than the summary are not part of this export.
      has_more: page.has_more && messages.length === page.items.length,
    };
    return json(200, body);
  },
});
