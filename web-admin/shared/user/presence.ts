import type { ConnectionState } from '../../../web-client/types.ts';

/** Whether the user has the chat's site open. */
export type Presence = 'online' | 'away' | 'unknown';

/** What was heard last holds only while more would be heard. */
export function presenceOf(link: ConnectionState, isOnline: boolean): Presence {
  if (link !== 'connected') return 'unknown';
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
