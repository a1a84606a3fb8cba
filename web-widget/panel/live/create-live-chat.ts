import { createRoot, createSignal } from 'solid-js';
import { browserPlatform, createClient } from '../../../web-client/index.ts';
import type { LiveCode } from '../live-chat.ts';
import { createAttention } from './attention/create-attention.ts';
import { documentTitle } from './attention/document-title.ts';
import { createTitleCount } from './attention/title-count.ts';
import { createChatStore } from './chat-store.ts';
import { currentPage } from './current-page.ts';
import { MessageList } from './MessageList.tsx';
import { SoundSwitch } from './SoundSwitch.tsx';

export const createLiveChat: LiveCode['createLiveChat'] = (origin, identity, storage) => {
  const title = createTitleCount(documentTitle());
  const client = createClient({
    origin,
    role: 'user',
    getToken: identity.getToken,
    person: identity.scope,
    platform: { ...browserPlatform(), storage },
    page: () => currentPage(title.own()),
  });
  const chat = client.openChat();
  const [link, setLink] = createSignal(client.link());
  client.onLink(setLink);
  client.start();
  return createRoot((dispose) => {
    const view = createChatStore(chat);
    const mute = createAttention({ origin, storage, chat, view, link, title });
    return {
      chat,
      view,
      link,
      MessageList,
      SoundSwitch: () => SoundSwitch({ mute }),
      end() {
        dispose();
        chat.close();
        client.stop();
      },
    };
  });
};
