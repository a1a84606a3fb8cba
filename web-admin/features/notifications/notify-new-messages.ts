import type { ListItem } from '../../../protocol/index.ts';
import type { NotifyOnce } from './notify-once.ts';

/** Long enough for whoever has the chat open, colleague or other tab, to have read it. */
const PATIENCE_MS = 1_000;
/** Tabs in sight go first. */
const HIDDEN_PAUSE_MS = 300;

export type NewMessageNotifierParts = {
  readonly sound: NotifyOnce;
  readonly notification: NotifyOnce;
  /** The chat as the inbox lists it now. */
  find(chatId: string): ListItem | undefined;
  /** Whether the chat is open in this tab, where it can be seen. */
  isInSight(chatId: string): boolean;
  /** Whether the person is at this tab and not in another window beside it. */
  hasFocus(): boolean;
  isHidden(): boolean;
  pause(ms: number): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
};

/**
 * Tells the person of news once, however many tabs learn of it. It waits a moment, for what is read
 * meanwhile is no news any more, and tells what is in the chat by then. A chat in sight needs no
 * words, but a sound when the person looks elsewhere.
 */
export function createNewMessageNotifier(
  parts: NewMessageNotifierParts,
): (news: readonly ListItem[]) => Promise<void> {
  const { sound, notification } = parts;

  const isStillNew = (chat: ListItem | undefined): chat is ListItem =>
    chat?.unread === true && chat.last_message_sender === 'user' && !parts.isInSight(chat.id);

  async function noteInSight(news: readonly ListItem[]): Promise<void> {
    const soundHere = parts.hasFocus() ? sound.settle : sound.notify;
    await Promise.all([notification.settle(news), soundHere(news)]);
  }

  async function tellOfOthers(news: readonly ListItem[]): Promise<void> {
    if (news.length === 0) return;
    const hiddenPauseMs = parts.isHidden() ? HIDDEN_PAUSE_MS * (1 + parts.random()) : 0;
    await parts.pause(PATIENCE_MS + hiddenPauseMs);
    const due = news.map(({ id }) => parts.find(id)).filter(isStillNew);
    await Promise.all([sound.notify(due), notification.notify(due)]);
  }

  return async (news) => {
    const inSight = news.filter(({ id }) => parts.isInSight(id));
    const others = news.filter(({ id }) => !parts.isInSight(id));
    await Promise.all([noteInSight(inSight), tellOfOthers(others)]);
  };
}
