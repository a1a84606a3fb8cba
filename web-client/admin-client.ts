import { createAdminApi } from './admin-api.ts';
import { createAdminChat } from './admin-chat.ts';
import { clientOf } from './client.ts';
import { createCore } from './core.ts';
import { createInbox } from './inbox.ts';
import { createListeners } from './listeners.ts';
import type { Client, ClientOptions, UserMessagePush } from './types.ts';

/** The dashboard's client: with the inbox, and following the admin channel while it is started. */
export function createAdminClient(options: ClientOptions): Client {
  const core = createCore(options);
  const api = createAdminApi(core.request);
  const userMessages = createListeners<UserMessagePush>();
  const erasedChats = createListeners<string>();

  core.link.follow({ channel: 'admin' });
  core.link.onEvent((event) => {
    if (event.type === 'new_user_message') userMessages.emit(event);
    if (event.type === 'chat_erased') erasedChats.emit(event.chat_id);
  });

  return {
    ...clientOf(core, api),
    openChat: (chat_id) => createAdminChat(core, api, chat_id),
    openInbox: (filter) => createInbox(core, api, filter),
    onUserMessage: userMessages.add,
    onChatErased: erasedChats.add,
  };
}
