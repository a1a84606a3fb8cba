import { type Accessor, createEffect, on, onCleanup } from 'solid-js';
import type { ListItem } from '../../protocol/index.ts';
import type { InboxSnapshot } from '../../web-client/types.ts';
import { makeNotificationSound } from '../../web-shared/notification-sound.ts';
import { withTabLock } from '../../web-shared/tab-lock.ts';
import type { AlertStorage } from './alert-storage.ts';
import { createAnnouncer } from './announcer.ts';
import { createClaims } from './claims.ts';
import type { Offer } from './create-offer.ts';
import type { PermissionState } from './create-permission.ts';
import type { Settings } from './create-settings.ts';
import { createNewsFinder } from './news.ts';
import { createShownNotifications } from './shown-notifications.ts';
import { createTellOnce, type Way } from './tell-once.ts';

type TellingParts = {
  readonly inbox: Accessor<InboxSnapshot>;
  readonly personId: string;
  readonly storage: AlertStorage;
  readonly settings: Settings;
  readonly offer: Offer;
  readonly permission: PermissionState;
  readonly isNotifying: Accessor<boolean>;
  readonly isVisible: Accessor<boolean>;
  isInSight(chatId: string): boolean;
  open(chatId: string | undefined): void;
};

/** Sound and notifications for whatever is new in the inbox. */
export function createTelling(parts: TellingParts): { playSample(): Promise<void> } {
  const { inbox, settings, offer, permission, isVisible, isInSight } = parts;
  const chime = createChime();
  const notifications = createNotifications(parts);
  const find = (chatId: string) => inbox().chats.find(({ id }) => id === chatId);
  const findNews = createNewsFinder();
  const announce = createAnnouncer({
    sound: createWay(parts, 'sound', {
      isReady: () => settings.get().sound && chime.isReady(),
      tell: () => chime.play(),
    }),
    notification: createWay(parts, 'notification', {
      isReady: parts.isNotifying,
      tell: notifications.show,
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
      const news = findNews(now);
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

function createWay({ storage, personId }: TellingParts, name: string, way: Omit<Way, 'claims'>) {
  const lock = `support-chat.alerts.${personId}.${name}`;
  return createTellOnce(
    { ...way, claims: createClaims(storage, name) },
    { withTabLock: (work) => withTabLock(lock, work), pause },
  );
}

function createChime() {
  const chime = makeNotificationSound();
  onCleanup(chime.close);
  return chime;
}

/** They go with the page: a click on one whose tab is gone would do nothing. */
function createNotifications({ open, permission }: TellingParts) {
  const notifications = createShownNotifications({ opened: open, failed: permission.giveUp });
  addEventListener('pagehide', notifications.closeAll);
  onCleanup(() => {
    removeEventListener('pagehide', notifications.closeAll);
    notifications.closeAll();
  });
  return notifications;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
