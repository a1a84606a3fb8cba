import type { ListItem } from '../../../protocol/index.ts';
import { previewText, userLabel } from '../../shared/chat-labels/chat-labels.ts';

export type NotificationText = { readonly title: string; readonly body: string };

/** One chat is named with its last message; of several only who wrote. */
export function notificationText(news: readonly ListItem[]): NotificationText {
  const [chat] = news;
  if (chat !== undefined && news.length === 1)
    return { title: userLabel(chat), body: previewText(chat) };
  return { title: `New messages in ${news.length} chats`, body: namesOf(news) };
}

const NAMES_MAX = 3;

function namesOf(news: readonly ListItem[]): string {
  const names = news.slice(0, NAMES_MAX).map(userLabel);
  const others = news.length - names.length;
  return others > 0 ? `${names.join(', ')} and ${others} more` : names.join(', ');
}
