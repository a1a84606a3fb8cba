import type { ListItem } from '../../../protocol/index.ts';
import { previewText, userLabel } from '../../shared/chat-labels/chat-labels.ts';

/** TypeScript does not know `renotify` yet: without it, a replaced notification makes no sign. */
type Options = NotificationOptions & { readonly renotify: boolean };

export type ShownNotifications = {
  /** Shows one for the chat, replacing its earlier one, or one for all of several chats. */
  show(chats: readonly ListItem[]): void;
  /** Closes those whose chats have all been read. */
  closeRead(isUnread: (chatId: string) => boolean): void;
  closeAll(): void;
};

/**
 * The desktop notifications of this tab; a click on one brings the tab to the front. They are silent:
 * the sound has a switch of its own. `failed` is called where only service workers may show them.
 */
export function createShownNotifications(on: {
  /** The chat to open; undefined for the inbox. */
  opened(chatId: string | undefined): void;
  failed(): void;
}): ShownNotifications {
  const shown = new Map<Notification, readonly ListItem[]>();

  function show(chats: readonly ListItem[]): void {
    const { title, body } = notificationText(chats);
    const chatId = chats.length === 1 ? chats[0]?.id : undefined;
    const options: Options = { body, tag: chatId ?? 'several', silent: true, renotify: true };
    const notification = new Notification(title, options);
    shown.set(notification, chats);
    notification.onclick = () => {
      window.focus();
      notification.close();
      on.opened(chatId);
    };
    notification.onclose = () => shown.delete(notification);
  }

  function closeWhere(isOver: (chats: readonly ListItem[]) => boolean): void {
    for (const [notification, chats] of shown) {
      if (!isOver(chats)) continue;
      shown.delete(notification);
      notification.close();
    }
  }

  return {
    show(chats) {
      try {
        show(chats);
      } catch {
        on.failed();
      }
    },
    closeRead: (isUnread) => closeWhere((chats) => !chats.some(({ id }) => isUnread(id))),
    closeAll: () => closeWhere(() => true),
  };
}

export type NotificationText = { readonly title: string; readonly body: string };

/** For one chat its user and last message; for several only their users. */
export function notificationText(chats: readonly ListItem[]): NotificationText {
  const [chat] = chats;
  if (chat !== undefined && chats.length === 1)
    return { title: userLabel(chat), body: previewText(chat) };
  return { title: `New messages in ${chats.length} chats`, body: namesOf(chats) };
}

const NAMES_MAX = 3;

function namesOf(chats: readonly ListItem[]): string {
  const names = chats.slice(0, NAMES_MAX).map(userLabel);
  const others = chats.length - names.length;
  return others > 0 ? `${names.join(', ')} and ${others} more` : names.join(', ');
}
