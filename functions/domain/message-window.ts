import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { RateLimitedError } from './errors.ts';

/** How many of something somebody may do; `off` sets no limit. */
export type Limit = number | 'off';

/** How many messages a user may send in 30 seconds, and an admin in one chat. */
export type MessageLimits = {
  readonly userMessagesPer30s: Limit;
  readonly adminMessagesPer30s: Limit;
};

/** The messages of one sender since the first of them, in epoch milliseconds. */
export const MessageWindowSchema = v.object({ since: v.number(), count: v.number() });
export type MessageWindow = v.InferOutput<typeof MessageWindowSchema>;

/** What a chat keeps of who sent how much lately: its user, and each of the admins. */
export type MessageWindows = {
  readonly user_window?: MessageWindow | undefined;
  readonly admin_windows?: Readonly<Record<string, MessageWindow>> | undefined;
};

const WINDOW_MS = 30_000;
/** A chat keeps no more of them: with more admins at once, the one whose window began first counts anew. */
const ADMIN_WINDOWS_MAX = 8;

/**
 * The chat's windows with one more message in them. Throws `RateLimitedError` for a sender who has
 * sent all that they may. A window begins with a message and lasts 30 seconds.
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

/** Another function's clock may run ahead, so a window may begin a little later than now. */
const isOpen = ({ since }: MessageWindow, at: number) => Math.abs(at - since) < WINDOW_MS;

/** An admin's id, so short that it costs nothing to keep. */
const shortId = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, 8);
