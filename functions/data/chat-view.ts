import { MESSAGE_PAGE_DEFAULT } from '../../protocol/index.ts';
import type { Chat } from '../domain/chat.ts';
import { areBehind, type ChatView, messagesAsOf } from '../domain/chat-view.ts';
import { findChat } from './chats.ts';
import { listMessageItems, type MessageItem } from './messages.ts';
import type { Table } from './table.ts';

/**
 * While a chat is erased, its messages are deleted before the chat itself, so more attempts would
 * not help.
 */
const ATTEMPTS = 3;

/**
 * A chat with its newest messages, both as of the time when the chat was read, although DynamoDB
 * reads them separately. Later messages are left out. If an eventually consistent read returned
 * messages that are older than the summary, they are read again.
 */
export async function readChatView(table: Table, chat_id: string, now: Date): Promise<ChatView> {
  const [chat, page] = await Promise.all([
    findChat(table, chat_id, { now }),
    listMessageItems(table, chat_id, { limit: MESSAGE_PAGE_DEFAULT, now }),
  ]);
  const view = viewOf(chat, page);
  return areBehind(view) ? readAgain(table, chat_id, now) : view;
}

async function readAgain(table: Table, chat_id: string, now: Date): Promise<ChatView> {
  for (let attempt = 1; ; attempt += 1) {
    const chat = await findChat(table, chat_id, { now });
    const page = await listMessageItems(table, chat_id, {
      before: (chat?.message_count ?? 0) + 1,
      limit: MESSAGE_PAGE_DEFAULT,
      isConsistent: true,
      now,
    });
    const view = viewOf(chat, page);
    if (attempt === ATTEMPTS || !areBehind(view)) return view;
  }
}

const viewOf = (
  chat: Chat | undefined,
  page: { items: MessageItem[]; has_more: boolean },
): ChatView => ({
  chat,
  messages: messagesAsOf(chat, page.items),
  has_more: chat !== undefined && page.has_more,
});
