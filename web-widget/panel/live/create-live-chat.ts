import { createRoot, createSignal } from 'solid-js';
import * as v from 'valibot';
import { EmailAddressSchema } from '../../../protocol/index.ts';
import { browserPlatform, createClient } from '../../../web-client/index.ts';
import { VISITOR_TOKEN_KEY } from '../identity.ts';
import type { LiveCode } from '../live-chat.ts';
import { scopedStorage } from '../scoped-storage.ts';
import { createAttention } from './attention/create-attention.ts';
import { createPageSight } from './attention/create-page-sight.ts';
import { documentTitle } from './attention/document-title.ts';
import { createTitleCount } from './attention/title-count.ts';
import { createChatView } from './chat-view.ts';
import { createPreview } from './create-preview.ts';
import { createVisitor } from './create-visitor.ts';
import { currentPage } from './current-page.ts';
import { createFirstNew } from './first-new.ts';
import { identityTokens } from './identity-tokens.ts';
import { MessageList } from './MessageList.tsx';
import { SoundSwitch } from './SoundSwitch.tsx';

export const createLiveChat: LiveCode['createLiveChat'] = (parts) => {
  const { origin, identity } = parts;
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
  const client = createClient({
    origin,
    role: 'user',
    getToken,
    person: identity.scope,
    platform: browserPlatform(storage),
    page: () => currentPage(title.own()),
  });
  const chat = client.openChat();
  const [link, setLink] = createSignal(client.link());
  client.onLink(setLink);
  client.start();
  return createRoot((dispose) => {
    const view = createChatView(chat);
    const sight = createPageSight();
    const attention = createAttention({ origin, storage, chat, view, link, sight, title });
    createPreview(view, storage);
    return {
      chat,
      view,
      firstNew: createFirstNew(view, sight),
      link,
      MessageList,
      emailAddress(text) {
        const parsed = v.safeParse(EmailAddressSchema, text);
        return parsed.success ? parsed.output : undefined;
      },
      join: client.api.joinVisitor,
      SoundSwitch: () => SoundSwitch({ attention }),
      end() {
        dispose();
        stopWatching();
        chat.close();
        client.stop();
      },
    };
  });
};
