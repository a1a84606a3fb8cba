import type { ListItem } from '../../../protocol/index.ts';
import { relativeTime } from './relative-time.ts';

/** Whose words a preview holds, where they are not the user's: one's own, or those of a colleague. */
export function previewSender(
  chat: Pick<ListItem, 'last_message_sender' | 'last_message_name' | 'last_message_admin_id'>,
  ownId: string,
): string | undefined {
  if (chat.last_message_sender === 'user') return undefined;
  if (chat.last_message_admin_id === ownId) return 'You';
  return chat.last_message_name ?? 'Team';
}

/** How much was written and how long ago the last of it: "5 messages · 2 minutes ago". */
export function countAndTime(
  chat: Pick<ListItem, 'message_count' | 'last_message_at'>,
  nowMs: number,
): string {
  const noun = chat.message_count === 1 ? 'message' : 'messages';
  const count = COUNT.format(chat.message_count);
  return `${count} ${noun} · ${relativeTime(chat.last_message_at, nowMs)}`;
}

const COUNT = new Intl.NumberFormat('en');
