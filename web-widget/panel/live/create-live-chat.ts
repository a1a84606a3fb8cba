import { createRoot, createSignal } from 'solid-js';
import * as v from 'valibot';
import { EmailAddressSchema } from '../../../protocol/index.ts';
import { createUserClient } from '../../../web-client/user-client.ts';
import { browserPlatform } from '../../../web-shared/browser-platform.ts';
import { usePanel } from '../context.ts';
import { VISITOR_TOKEN_KEY } from '../identity.ts';
import type { LiveCode } from '../live-chat.ts';
import { scopedStorage } from '../storage.ts';
import { createChatView } from './chat-view.ts';
import { createPreview } from './create-preview.ts';
import { createVisitor } from './create-visitor.ts';
import { currentPage } from './current-page.ts';
import { createFirstNew } from './first-new.ts';
import { identityTokens } from './identity-tokens.ts';
import { MessageList } from './MessageList.tsx';
import { createNotifications } from './notifications/create-notifications.ts';
import { documentTitle } from './notifications/document-title.ts';
import { createTitleCount } from './notifications/title-count.ts';
import { SoundSwitch } from './SoundSwitch.tsx';

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
    role: 'user',
    getToken,
    person: identity.scope,
    platform: browserPlatform(storage),
    page: () => currentPage(title.own()),
  });
  const chat = client.openChat();
  const [link, setLink] = createSignal(client.connectionState());
  client.onConnectionState(setLink);
  client.start();
  return createRoot((dispose) => {
    const view = createChatView(chat);
    const notifications = createNotifications({
      origin,
      storage,
      chat,
      view,
      link,
      visibility,
      title,
    });
    createPreview(view, storage);
    return {
      chat,
      view,
      firstNew: createFirstNew(view, visibility),
      link,
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
