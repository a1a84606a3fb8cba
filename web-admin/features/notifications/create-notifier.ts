import { type Accessor, createEffect, on, onCleanup } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import type { InboxSnapshot } from '../../../web-client/types.ts';
import { makeNotificationSound } from '../../../web-shared/notification-sound.ts';
import { withTabLock } from '../../../web-shared/tab-lock.ts';
import { wait } from '../../../web-shared/wait.ts';
import type { PermissionState } from './create-permission.ts';
import { createNewMessageDetector } from './detect-new-messages.ts';
import type { Offer } from './NotificationOffer.tsx';
import type { Settings } from './notification-settings.ts';
import type { NotificationStorage } from './notification-storage.ts';
import { createNotifiedMessages } from './notified-messages.ts';
import { notifyNewMessages } from './notify-new-messages.ts';
import { type Channel, createNotifyOnce } from './notify-once.ts';
import { createShownNotifications } from './shown-notifications.ts';

type NotifierOptions = {
  readonly inbox: Accessor<InboxSnapshot>;
  readonly personId: string;
  readonly storage: NotificationStorage;
  readonly settings: Settings;
  readonly offer: Offer;
  readonly permission: PermissionState;
  readonly isDesktopOn: Accessor<boolean>;
  readonly isVisible: Accessor<boolean>;
  isInSight(chatId: string): boolean;
  open(chatId: string | undefined): void;
};

/** Sound and desktop notifications for new messages in the inbox. */
export function createNotifier(options: NotifierOptions): { playSample(): Promise<void> } {
  const { inbox, settings, offer, permission, isVisible, isInSight } = options;
  const sound = createSound();
  const shown = createShown(options);
  const find = (chatId: string) => inbox().chats.find(({ id }) => id === chatId);
  const detectNewMessages = createNewMessageDetector();
  const channels = {
    sound: createChannel(options, 'sound', {
      isReady: () => settings.get().sound && sound.isReady(),
      notify: () => sound.play(),
    }),
    notification: createChannel(options, 'notification', {
      isReady: options.isDesktopOn,
      notify: shown.show,
    }),
  };

  function notify(chats: readonly ListItem[]): void {
    const hasFocus = () => document.hasFocus();
    const isHidden = () => !isVisible();
    void notifyNewMessages(chats, {
      ...channels,
      ...{ find, isInSight, hasFocus, isHidden, wait },
    });
    if (!isVisible() && permission.state() === 'default') offer.missed();
  }

  createEffect(
    on(inbox, (now) => {
      const chats = detectNewMessages(now);
      if (chats.length > 0) notify(chats);
      shown.closeRead((chatId) => find(chatId)?.unread === true);
    }),
  );
  return {
    async playSample() {
      if (await sound.isReady()) await sound.play();
    },
  };
}

function createChannel(
  { storage, personId }: NotifierOptions,
  name: string,
  channel: Omit<Channel, 'notified'>,
) {
  const lock = `support-chat.alerts.${personId}.${name}`;
  return createNotifyOnce(
    { ...channel, notified: createNotifiedMessages(storage, name) },
    { withTabLock: (work) => withTabLock(lock, work), wait },
  );
}

function createSound() {
  const sound = makeNotificationSound();
  onCleanup(sound.close);
  return sound;
}

/** Closed with the page: a click on the notification of a closed tab would do nothing. */
function createShown({ open, permission }: NotifierOptions) {
  const shown = createShownNotifications({ opened: open, failed: permission.giveUp });
  addEventListener('pagehide', shown.closeAll);
  onCleanup(() => {
    removeEventListener('pagehide', shown.closeAll);
    shown.closeAll();
  });
  return shown;
}
