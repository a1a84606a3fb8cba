import { createRoot, createSignal } from 'solid-js';
import { browserPlatform, createClient } from '../../../web-client/index.ts';
import type { LiveCode } from '../live-chat.ts';
import { createChatStore } from './chat-store.ts';
import { currentPage } from './current-page.ts';
import { MessageList } from './MessageList.tsx';

export const createLiveChat: LiveCode['createLiveChat'] = (origin, identity, storage) => {
  const client = createClient({
    origin,
    role: 'user',
    getToken: identity.getToken,
    platform: { ...browserPlatform(), storage },
    page: currentPage,
  });
  const chat = client.openChat();
  const [link, setLink] = createSignal(client.link());
  client.onLink(setLink);
  client.start();
  return createRoot((dispose) => ({
    chat,
    view: createChatStore(chat),
    link,
    MessageList,
    end() {
      dispose();
      chat.close();
      client.stop();
    },
  }));
};
