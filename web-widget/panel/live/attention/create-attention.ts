import { type Accessor, createEffect, on, onCleanup } from 'solid-js';
import { type Chime, makeChime } from '../../../../web-client/browser/chime.ts';
import { inOneTab } from '../../../../web-client/browser/in-one-tab.ts';
import type { Chat, ChatSnapshot, LinkState } from '../../../../web-client/index.ts';
import type { SharedStore } from '../../storage.ts';
import { createMute, type Mute } from './create-mute.ts';
import type { PageSight } from './create-page-sight.ts';
import { createOneSound } from './one-sound.ts';
import { createReadTogether } from './read-together.ts';
import type { TitleCount } from './title-count.ts';

export type Attention = Mute & Pick<Chime, 'listenIn'>;

/**
 * Tells the reader of new messages: by a sound in one tab, and by a count in the title of a page out
 * of sight. Keeps the tabs of this browser in step. All of it ends with the reactive root around it.
 */
export function createAttention(parts: {
  readonly origin: string;
  readonly storage: SharedStore;
  readonly chat: Chat;
  readonly view: ChatSnapshot;
  readonly link: Accessor<LinkState>;
  readonly sight: Accessor<PageSight>;
  readonly title: TitleCount;
}): Attention {
  const { origin, storage, chat, view, sight, title } = parts;
  const mute = createMute(storage);
  const readUpTo = createReadTogether(parts);
  const chime = makeChime();
  const sound = createOneSound({
    chime,
    storage,
    inOneTab: (work) => inOneTab(`support-chat:${origin}:sound`, work),
    isMuted: mute.isMuted,
    isHidden: () => sight() !== 'visible',
    readUpTo,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
  });
  onCleanup(chat.onArrival((message) => void sound.announce(message)));
  onCleanup(storage.onOthers(chat.dropDiscarded));
  createEffect(on(sight, (now) => now === 'gone' && sound.cancel()));
  createEffect(() => {
    title.show(sight() === 'hidden' ? view.unread_count : 0);
    if (sight() === 'hidden') onCleanup(watchTitle(title.keep));
  });
  onCleanup(() => {
    title.show(0);
    sound.cancel();
    chime.close();
  });
  return { ...mute, listenIn: chime.listenIn };
}

/** Pages that load parts of themselves change their title at any time. */
function watchTitle(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}
