import { type Accessor, createEffect, on, onCleanup } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import type { InboxSnapshot } from '../../../web-client/types.ts';
import { makeNotificationSound } from '../../../web-shared/notification-sound.ts';
import { withTabLock } from '../../../web-shared/tab-lock.ts';
import type { Offer } from './create-offer.ts';
import type { PermissionState } from './create-permission.ts';
import type { Settings } from './create-settings.ts';
import { createNewMessageDetector } from './detect-new-messages.ts';
import type { NotificationStorage } from './notification-storage.ts';
import { createNotifiedMessages } from './notified-messages.ts';
import { createNewMessageNotifier } from './notify-new-messages.ts';
import { type Channel, createNotifyOnce } from './notify-once.ts';
import { createShownNotifications } from './shown-notifications.ts';

type NotifierParts = {
  readonly inbox: Accessor<InboxSnapshot>;
  readonly personId: string;
  readonly storage: NotificationStorage;
  readonly settings: Settings;
  readonly offer: Offer;
  readonly permission: PermissionState;
  readonly isNotifying: Accessor<boolean>;
  readonly isVisible: Accessor<boolean>;
  isInSight(chatId: string): boolean;
  open(chatId: string | undefined): void;
};

/** Sound and notifications for whatever is new in the inbox. */
export function createNotifier(parts: NotifierParts): { playSample(): Promise<void> } {
  const { inbox, settings, offer, permission, isVisible, isInSight } = parts;
  const chime = createChime();
  const notifications = createNotifications(parts);
  const find = (chatId: string) => inbox().chats.find(({ id }) => id === chatId);
  const detectNewMessages = createNewMessageDetector();
  const announce = createNewMessageNotifier({
    sound: createChannel(parts, 'sound', {
      isReady: () => settings.get().sound && chime.isReady(),
      notify: () => chime.play(),
    }),
    notification: createChannel(parts, 'notification', {
      isReady: parts.isNotifying,
      notify: notifications.show,
    }),
    find,
    isInSight,
    hasFocus: () => document.hasFocus(),
    isHidden: () => !isVisible(),
    pause,
    random: Math.random,
  });

  function tell(news: readonly ListItem[]): void {
    void announce(news);
    if (!isVisible() && permission.state() === 'default') offer.missed();
  }

  createEffect(
    on(inbox, (now) => {
      const news = detectNewMessages(now);
      if (news.length > 0) tell(news);
      notifications.closeRead((chatId) => find(chatId)?.unread === true);
    }),
  );
  return {
    async playSample() {
      if (await chime.isReady()) await chime.play();
    },
  };
}

function createChannel(
  { storage, personId }: NotifierParts,
  name: string,
  way: Omit<Channel, 'notified'>,
) {
  const lock = `support-chat.alerts.${personId}.${name}`;
  return createNotifyOnce(
    { ...way, notified: createNotifiedMessages(storage, name) },
    { withTabLock: (work) => withTabLock(lock, work), pause },
  );
}

function createChime() {
  const chime = makeNotificationSound();
  onCleanup(chime.close);
  return chime;
}

/** They go with the page: a click on one whose tab is gone would do nothing. */
function createNotifications({ open, permission }: NotifierParts) {
  const notifications = createShownNotifications({ opened: open, failed: permission.giveUp });
  addEventListener('pagehide', notifications.closeAll);
  onCleanup(() => {
    removeEventListener('pagehide', notifications.closeAll);
    notifications.closeAll();
  });
  return notifications;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
