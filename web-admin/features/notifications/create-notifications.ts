import { type Accessor, createEffect, createMemo, onCleanup } from 'solid-js';
import type { InboxSnapshot } from '../../../web-client/types.ts';
import { createIsVisible } from '../../shared/browser/create-is-visible.ts';
import { createTitleCount } from '../../shared/ui/page-title.tsx';
import { createNotifier } from './create-notifier.ts';
import { createPermission, type Permission } from './create-permission.ts';
import { createOffer, type Offer } from './NotificationOffer.tsx';
import { createSettings, type Settings } from './notification-settings.ts';
import { openNotificationStorage } from './notification-storage.ts';

export type Notifications = {
  readonly settings: Settings;
  readonly permission: Accessor<Permission>;
  /** Whether desktop notifications are switched on and permitted. */
  readonly isDesktopOn: Accessor<boolean>;
  readonly offer: Offer;
  /** Asks for the browser's permission first, if it was neither granted nor denied. */
  setDesktop(isOn: boolean): Promise<void>;
  /** Plays the sound when it is switched on. */
  setSound(isOn: boolean): void;
};

type NotificationsOptions = {
  /** The active chats, whichever tab of the inbox is open. */
  readonly inbox: Accessor<InboxSnapshot>;
  readonly personId: string;
  /** The chat that is open in this browser tab. */
  readonly openChatId: Accessor<string | undefined>;
  /** Opens a chat, or the inbox. */
  open(chatId: string | undefined): void;
};

/** Notifies the person of users' messages while the owner exists: sound, desktop, title and icon. */
export function createNotifications(options: NotificationsOptions): Notifications {
  const storage = openNotificationStorage(options.personId);
  const settings = createSettings(storage);
  const offer = createOffer(storage);
  const permission = createPermission(storage);
  const isVisible = createIsVisible();
  const { inbox } = options;
  const isDesktopOn = () => settings.get().notifications && permission.state() === 'granted';
  const isInSight = (chatId: string) => isVisible() && options.openChatId() === chatId;
  const state = { storage, settings, offer, permission, isDesktopOn, isVisible, isInSight };
  const { playSample } = createNotifier({ ...options, ...state });

  const unreadCount = createMemo(
    () => inbox().chats.filter(({ id, unread }) => unread && !isInSight(id)).length,
  );
  createTitleCount(() => (settings.get().title ? unreadCount() : 0));
  createIconMark(() => settings.get().icon && unreadCount() > 0);

  return {
    settings,
    permission: permission.state,
    isDesktopOn,
    offer,
    async setDesktop(isOn) {
      offer.answered();
      settings.change({ notifications: isOn && (await permission.ask()) === 'granted' });
    },
    setSound(isOn) {
      settings.change({ sound: isOn });
      if (isOn) void playSample();
    },
  };
}

/** Puts a dot on the icon of the browser tab while `isMarked`. */
function createIconMark(isMarked: Accessor<boolean>): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link === null) return;
  const plain = link.href;
  createEffect(() => {
    link.href = isMarked() ? MARKED_ICON : plain;
  });
  onCleanup(() => {
    link.href = plain;
  });
}

/** Inline, as it must also show without a network. */
const MARKED_ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    '<rect width="32" height="32" rx="8" fill="#1f5fd0"/>' +
    '<path d="M9 9.500h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H9a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z" fill="#fff"/>' +
    '<circle cx="24" cy="8" r="7.500" fill="#e0322a" stroke="#fff" stroke-width="2"/></svg>',
)}`;
