import { createEffect, createRoot, createSignal } from 'solid-js';
import * as v from 'valibot';
import type { Page } from '../../../protocol/index.ts';
import { EmailAddressSchema } from '../../../protocol/index.ts';
import type { ChatSnapshot } from '../../../web-client/index.ts';
import { createUserClient } from '../../../web-client/user-client.ts';
import { browserPlatform } from '../../../web-shared/browser-platform.ts';
import type { SharedStorage } from '../../../web-shared/shared-storage.ts';
import { usePanel } from '../context.ts';
import { VISITOR_TOKEN_KEY } from '../identity.ts';
import type { LiveCode } from '../live-chat.ts';
import { scopedStorage } from '../storage.ts';
import { Avatar } from './Avatar.tsx';
import { createChatView, createFirstNew } from './create-chat-view.ts';
import { createVisitor } from './create-visitor.ts';
import { formatTime } from './format-time.ts';
import { identityTokens } from './identity-tokens.ts';
import { MessageList } from './MessageList.tsx';
import { createNotifications } from './notifications/create-notifications.ts';
import { createTitleCount, documentTitle } from './notifications/title-count.ts';
import { SoundSwitch } from './SoundSwitch.tsx';

const URL_MAX_CHARACTERS = 2_048;

export const createLiveChat: LiveCode['createLiveChat'] = (parts) => {
  const { origin, identity } = parts;
  const { visibility } = usePanel();
  const storage = scopedStorage(parts.storage, identity.scope);
  const visitorToken = () => parts.storage.get(VISITOR_TOKEN_KEY) ?? undefined;
  const title = createTitleCount(documentTitle());
  const getToken = identityTokens(identity, {
    ...parts,
    now: Date.now,
    createVisitor: () => createVisitor(origin, visitorToken),
  });
  // Another tab may have made this browser another visitor, by an emailed link.
  const stopWatching = parts.storage.onOthers(
    () => identity.token ?? getToken({ renew: false }).catch(() => {}),
  );
  const client = createUserClient({
    origin,
    getToken,
    person: identity.scope,
    platform: browserPlatform(storage),
    page: () => currentPage(title.own()),
  });
  const chat = client.openChat();
  const [connectionState, setConnectionState] = createSignal(client.connectionState());
  client.onConnectionState(setConnectionState);
  client.start();
  return createRoot((dispose) => {
    const view = createChatView(chat);
    const notifications = createNotifications({
      origin,
      storage,
      chat,
      view,
      connectionState,
      visibility,
      title,
    });
    createPreview(view, storage);
    return {
      chat,
      view,
      firstNew: createFirstNew(view, visibility),
      connectionState,
      MessageList,
      emailAddress(text) {
        const parsed = v.safeParse(EmailAddressSchema, text);
        return parsed.success ? parsed.output : undefined;
      },
      join: client.api.joinVisitor,
      SoundSwitch: () => SoundSwitch({ notifications }),
      end() {
        dispose();
        stopWatching();
        chat.close();
        client.stop();
      },
    };
  });
};

/**
 * Where the user writes from, under the page's own title. The fragment stays in the browser, and so
 * does the query of an address that is too long.
 */
function currentPage(title: string): Page {
  const { href, origin, pathname } = location;
  const [url = ''] = href.split('#');
  return {
    url: url.length > URL_MAX_CHARACTERS ? (origin + pathname).slice(0, URL_MAX_CHARACTERS) : url,
    title: title.slice(0, 500),
    language: (document.documentElement.lang || navigator.language).slice(0, 35),
  };
}

/** Shows what is unread beside the closed button. The code for it comes with the first such message. */
function createPreview(view: ChatSnapshot, storage: SharedStorage): void {
  const { isOpen } = usePanel();
  const [draw, setDraw] = createSignal<typeof import('./preview/Preview.tsx').drawPreview>();

  createEffect(() => {
    if (!draw() && !isOpen() && view.unread_count > 0) void load();
  });
  createEffect(() => draw()?.({ view, storage, Avatar, formatTime }));

  async function load(): Promise<void> {
    const loaded = await import('./preview/Preview.tsx').catch(() => undefined);
    setDraw(() => loaded?.drawPreview);
  }
}
