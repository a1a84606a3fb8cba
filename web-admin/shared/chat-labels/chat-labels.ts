import type { ListItem } from '../../../protocol/index.ts';
import type { ConnectionState } from '../../../web-client/types.ts';

/** What to call the user of a chat. */
export function userLabel(chat: Pick<ListItem, 'user_email' | 'user_name'>): string {
  return chat.user_email || chat.user_name?.trim() || 'Visitor';
}

/** The last message in one line. */
export function previewText(chat: Pick<ListItem, 'last_message_preview'>): string {
  return chat.last_message_preview.replace(/\s+/g, ' ').trim();
}

/** Whether the user has the chat's site open. */
export type Presence = 'online' | 'away' | 'unknown';

/** Unknown without a live connection: nothing would report a change. */
export function presenceOf(connection: ConnectionState, isOnline: boolean): Presence {
  if (connection !== 'connected') return 'unknown';
  return isOnline ? 'online' : 'away';
}

export function presenceText(presence: Presence): string {
  return PRESENCE_TEXTS[presence];
}

const PRESENCE_TEXTS: Readonly<Record<Presence, string>> = {
  online: 'Online',
  away: 'Not online',
  unknown: 'Online status unknown',
};
