import type { ListItem } from '../../../protocol/index.ts';
import { turnDelayMs } from '../../../web-shared/once-across-tabs.ts';
import type { NotifyOnce } from './notify-once.ts';

/** Long enough for a teammate or another tab that has the chat open to have marked it as read. */
const READ_WAIT_MS = 1_000;

export type NotifyNewMessagesOptions = {
  readonly sound: NotifyOnce;
  readonly notification: NotifyOnce;
  /** The chat as the inbox lists it now. */
  find(chatId: string): ListItem | undefined;
  /** Whether the chat is open and visible in this tab. */
  isInSight(chatId: string): boolean;
  /** Whether this tab has the focus; another window beside it may have it. */
  hasFocus(): boolean;
  isHidden(): boolean;
  wait(ms: number): Promise<void>;
};

/**
 * Notifies of new messages once, however many tabs hear of them. It waits a moment, as what is read
 * by then needs no notification, and shows the newest message of that time. A chat in sight gets only
 * the sound, and only if the person is looking at another window.
 */
export async function notifyNewMessages(
  chats: readonly ListItem[],
  options: NotifyNewMessagesOptions,
): Promise<void> {
  const inSight = chats.filter(({ id }) => options.isInSight(id));
  const others = chats.filter(({ id }) => !options.isInSight(id));
  await Promise.all([notifyInSight(inSight, options), notifyOfOthers(others, options)]);
}

async function notifyInSight(
  chats: readonly ListItem[],
  { sound, notification, hasFocus }: NotifyNewMessagesOptions,
): Promise<void> {
  await Promise.all([
    notification.settle(chats),
    hasFocus() ? sound.settle(chats) : sound.notify(chats),
  ]);
}

async function notifyOfOthers(
  chats: readonly ListItem[],
  options: NotifyNewMessagesOptions,
): Promise<void> {
  if (chats.length === 0) return;
  await options.wait(READ_WAIT_MS + turnDelayMs(options.isHidden()));
  const due = chats
    .map(({ id }) => options.find(id))
    .filter((chat) => chat !== undefined)
    .filter((chat) => chat.unread && chat.last_message_sender === 'user')
    .filter(({ id }) => !options.isInSight(id));
  await Promise.all([options.sound.notify(due), options.notification.notify(due)]);
}
