import type { ListItem } from '../../../protocol/index.ts';
import { notificationText } from './notification-text.ts';

/** The newer TypeScript does not know: without it, what replaces a notification comes unnoticed. */
type Options = NotificationOptions & { readonly renotify: boolean };

export type ShownNotifications = {
  /** Shows one for the chat, in place of an earlier one of it, or one for all of several chats. */
  show(news: readonly ListItem[]): void;
  /** Takes away those of which every chat has been read. */
  closeRead(isUnread: (chatId: string) => boolean): void;
  closeAll(): void;
};

/**
 * The notifications of this tab; a click on one brings the tab to the front. They are silent: the
 * sound has a switch of its own. `failed` is called where only service workers may show them.
 */
export function createShownNotifications(on: {
  /** Without a chat the inbox. */
  opened(chatId: string | undefined): void;
  failed(): void;
}): ShownNotifications {
  const shown = new Map<Notification, readonly ListItem[]>();

  function show(news: readonly ListItem[]): void {
    const { title, body } = notificationText(news);
    const chatId = news.length === 1 ? news[0]?.id : undefined;
    const options: Options = { body, tag: chatId ?? 'several', silent: true, renotify: true };
    const notification = new Notification(title, options);
    shown.set(notification, news);
    notification.onclick = () => {
      window.focus();
      notification.close();
      on.opened(chatId);
    };
    notification.onclose = () => shown.delete(notification);
  }

  function closeWhere(isOver: (news: readonly ListItem[]) => boolean): void {
    for (const [notification, news] of shown) {
      if (!isOver(news)) continue;
      shown.delete(notification);
      notification.close();
    }
  }

  return {
    show(news) {
      try {
        show(news);
      } catch {
        on.failed();
      }
    },
    closeRead: (isUnread) => closeWhere((news) => !news.some(({ id }) => isUnread(id))),
    closeAll: () => closeWhere(() => true),
  };
}
