import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { Chat, ChatSnapshot, ConnectionState } from '../../../../web-client/index.ts';
import type { PageVisibility } from '../../../../web-shared/create-page-visibility.ts';
import {
  makeNotificationSound,
  type NotificationSound,
} from '../../../../web-shared/notification-sound.ts';
import type { SharedStorage } from '../../../../web-shared/shared-storage.ts';
import { withTabLock } from '../../../../web-shared/tab-lock.ts';
import { wait } from '../../../../web-shared/wait.ts';
import { createOncePlayer } from './play-once-across-tabs.ts';
import { syncReadState } from './sync-read-state.ts';
import type { TitleCount } from './title-count.ts';

const MUTED_KEY = 'muted';

type Mute = { readonly isMuted: Accessor<boolean>; toggle(): void };

export type Notifications = Mute & Pick<NotificationSound, 'listenIn'>;

/**
 * Tells the reader of new messages: by a sound in one tab, and by a count in the title of a page out
 * of sight. Keeps the tabs of this browser in step. All of it ends with the reactive root around it.
 */
export function createNotifications(parts: {
  readonly origin: string;
  readonly storage: SharedStorage;
  readonly chat: Chat;
  readonly view: ChatSnapshot;
  readonly connectionState: Accessor<ConnectionState>;
  readonly visibility: Accessor<PageVisibility>;
  readonly title: TitleCount;
}): Notifications {
  const { origin, storage, chat, view, visibility, title } = parts;
  const mute = createMute(storage);
  const readUpTo = syncReadState(parts);
  const sound = makeNotificationSound();
  const player = createOncePlayer({
    sound,
    storage,
    withTabLock: (work) => withTabLock(`support-chat:${origin}:sound`, work),
    isMuted: mute.isMuted,
    isHidden: () => visibility() !== 'visible',
    readUpTo,
    wait,
  });
  onCleanup(chat.onArrival((message) => void player.announce(message)));
  onCleanup(storage.onOthers(chat.dropDiscarded));
  createEffect(on(visibility, (now) => now === 'gone' && player.cancel()));
  createEffect(() => {
    title.show(visibility() === 'hidden' ? view.unread_count : 0);
    if (visibility() === 'hidden') onCleanup(watchTitle(title.keep));
  });
  onCleanup(() => {
    title.show(0);
    player.cancel();
    sound.close();
  });
  return { ...mute, listenIn: sound.listenIn };
}

/** Pages that load parts of themselves change their title at any time. */
function watchTitle(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}

/** Whether the reader wants no sound: remembered, and the same in all tabs. */
function createMute(storage: SharedStorage): Mute {
  const read = () => storage.get(MUTED_KEY) !== null;
  const [isMuted, setIsMuted] = createSignal(read());
  onCleanup(storage.onOthers(() => setIsMuted(read())));
  return {
    isMuted,
    toggle() {
      if (isMuted()) storage.remove(MUTED_KEY);
      else storage.set(MUTED_KEY, 'yes');
      setIsMuted(read());
    },
  };
}
