import type { ListItem } from '../../../protocol/index.ts';
import { shortDay } from '../../shared/text/time-format.ts';

/** Who wrote the previewed message, if not the user: "You", or the teammate's name. */
export function previewSender(
  chat: Pick<ListItem, 'last_message_sender' | 'last_message_name' | 'last_message_admin_id'>,
  ownId: string,
): string | undefined {
  if (chat.last_message_sender === 'user') return undefined;
  if (chat.last_message_admin_id === ownId) return 'You';
  return chat.last_message_name ?? 'Team';
}

/** "5 messages · 2 minutes ago": how many messages there are, and when the last one came. */
export function countAndTime(
  chat: Pick<ListItem, 'message_count' | 'last_message_at'>,
  nowMs: number,
): string {
  const noun = chat.message_count === 1 ? 'message' : 'messages';
  const count = COUNT.format(chat.message_count);
  return `${count} ${noun} · ${relativeTime(chat.last_message_at, nowMs)}`;
}

const COUNT = new Intl.NumberFormat('en');

/** "2 minutes ago"; the date for a time more than a week ago. A time in the future counts as now. */
export function relativeTime(iso: string, nowMs: number): string {
  const then = new Date(iso);
  const passedSeconds = (nowMs - then.getTime()) / 1_000;
  if (passedSeconds < MINUTE_SECONDS) return 'just now';
  if (passedSeconds >= WEEK_SECONDS) return shortDay(then, new Date(nowMs));
  const [unit, unitSeconds] = unitFor(passedSeconds);
  return AGO.format(-Math.floor(passedSeconds / unitSeconds), unit);
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const WEEK_SECONDS = 7 * DAY_SECONDS;

// Made once: making one takes longer than drawing the row that shows it.
const AGO = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

function unitFor(passedSeconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (passedSeconds < HOUR_SECONDS) return ['minute', MINUTE_SECONDS];
  if (passedSeconds < DAY_SECONDS) return ['hour', HOUR_SECONDS];
  return ['day', DAY_SECONDS];
}

/** The unread chats of a list as far as it is loaded. */
type LoadedUnread = { readonly unread_count: number; readonly has_more: boolean };

/**
 * The number beside a tab, and how it is read out; undefined if there is nothing certain to say. "3+"
 * says that there may be more among the chats that are not loaded.
 */
export function unreadText(
  loaded: LoadedUnread | undefined,
): { badge: string; spoken: string } | undefined {
  if (loaded === undefined || loaded.unread_count === 0) return undefined;
  const shown = Math.min(loaded.unread_count, MAX_SHOWN);
  const isAtLeast = loaded.has_more || loaded.unread_count > MAX_SHOWN;
  return isAtLeast
    ? { badge: `${shown}+`, spoken: `${shown} or more unread` }
    : { badge: `${shown}`, spoken: `${shown} unread` };
}

const MAX_SHOWN = 99;
