import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { RateLimitedError } from './errors.ts';

/** A rate limit; `off` means unlimited. */
export type Limit = number | 'off';

/** The limits for the messages of one user, and of one admin in one chat, within 30 seconds. */
export type MessageLimits = {
  readonly userMessagesPer30s: Limit;
  readonly adminMessagesPer30s: Limit;
};

/** How many messages a sender has sent since the first one, whose time is in epoch milliseconds. */
export const MessageWindowSchema = v.object({ since: v.number(), count: v.number() });
export type MessageWindow = v.InferOutput<typeof MessageWindowSchema>;

/** The windows that a chat stores: one for its user, and one for each admin. */
export type MessageWindows = {
  readonly user_window?: MessageWindow | undefined;
  readonly admin_windows?: Readonly<Record<string, MessageWindow>> | undefined;
};

const WINDOW_MS = 30_000;
/** A chat stores at most this many admin windows. Beyond that, the oldest window is dropped. */
const ADMIN_WINDOWS_MAX = 8;

/**
 * Counts one more message in the chat's windows. Throws `RateLimitedError` if the sender has
 * reached the limit. A window begins with a message and lasts 30 seconds.
 */
export function countMessage(
  windows: MessageWindows,
  sender: { readonly type: 'user' | 'admin'; readonly id: string },
  limits: MessageLimits,
  now: Date,
): MessageWindows {
  const at = now.getTime();
  const { user_window, admin_windows = {} } = windows;
  const limit = limits[`${sender.type}MessagesPer30s`];
  if (limit === 'off') return {};
  if (sender.type === 'user') return { user_window: oneMore(user_window, limit, at) };
  const id = shortId(sender.id);
  const others = Object.entries(admin_windows)
    .filter(([other, window]) => other !== id && isOpen(window, at))
    .sort(([, a], [, b]) => b.since - a.since)
    .slice(0, ADMIN_WINDOWS_MAX - 1);
  const own = oneMore(admin_windows[id], limit, at);
  return { admin_windows: { ...Object.fromEntries(others), [id]: own } };
}

function oneMore(window: MessageWindow | undefined, limit: number, at: number): MessageWindow {
  if (!window || !isOpen(window, at)) return { since: at, count: 1 };
  if (window.count < limit) return { since: window.since, count: window.count + 1 };
  const leftMs = Math.min(window.since + WINDOW_MS - at, WINDOW_MS);
  throw new RateLimitedError(Math.ceil(leftMs / 1_000), 'Too many messages at once.');
}

/** The clock of another function may be ahead, so a window may begin slightly in the future. */
const isOpen = ({ since }: MessageWindow, at: number) => Math.abs(at - since) < WINDOW_MS;

/** A short hash of an admin's id, to keep the chat item small. */
const shortId = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, 8);
