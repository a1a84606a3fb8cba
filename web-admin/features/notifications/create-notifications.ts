import { type Accessor, createMemo } from 'solid-js';
import type { InboxSnapshot } from '../../../web-client/types.ts';
import { createIsVisible } from '../../shared/browser/create-is-visible.ts';
import { createTitleCount } from '../../shared/ui/create-title-count.ts';
import { createIconMark } from './create-icon-mark.ts';
import { createNotifier } from './create-notifier.ts';
import { createOffer, type Offer } from './create-offer.ts';
import { createPermission, type Permission } from './create-permission.ts';
import { createSettings, type Settings } from './create-settings.ts';
import { openNotificationStorage } from './notification-storage.ts';

export type Notifications = {
  readonly settings: Settings;
  readonly permission: Accessor<Permission>;
  /** Notifications, switched on and allowed. */
  readonly isNotifying: Accessor<boolean>;
  readonly offer: Offer;
  /** Asks for the permission first where it was neither given nor refused. */
  setNotifications(isOn: boolean): Promise<void>;
  /** Lets the sound be heard when it is switched on. */
  setSound(isOn: boolean): void;
};

export type NotificationsParts = {
  /** The active chats, whichever tab of the inbox is open. */
  readonly inbox: Accessor<InboxSnapshot>;
  readonly personId: string;
  /** The chat that is open in this tab. */
  readonly openChatId: Accessor<string | undefined>;
  /** Opens a chat, or the inbox. */
  open(chatId: string | undefined): void;
};

/** Tells the person at this tab of what users write, for as long as the owner lives. */
export function createNotifications(parts: NotificationsParts): Notifications {
  const storage = openNotificationStorage(parts.personId);
  const settings = createSettings(storage);
  const offer = createOffer(storage);
  const permission = createPermission(storage);
  const isVisible = createIsVisible();
  const { inbox } = parts;
  const isNotifying = () => settings.get().notifications && permission.state() === 'granted';
  const isInSight = (chatId: string) => isVisible() && parts.openChatId() === chatId;
  const surroundings = { storage, settings, offer, permission, isNotifying, isVisible, isInSight };
  const { playSample } = createNotifier({ ...parts, ...surroundings });

  const unreadCount = createMemo(
    () => inbox().chats.filter(({ id, unread }) => unread && !isInSight(id)).length,
  );
  createTitleCount(() => (settings.get().title ? unreadCount() : 0));
  createIconMark(() => settings.get().icon && unreadCount() > 0);

  return {
    settings,
    permission: permission.state,
    isNotifying,
    offer,
    async setNotifications(isOn) {
      offer.answered();
      settings.change({ notifications: isOn && (await permission.ask()) === 'granted' });
    },
    setSound(isOn) {
      settings.change({ sound: isOn });
      if (isOn) void playSample();
    },
  };
}
