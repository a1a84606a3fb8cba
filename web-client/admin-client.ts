import { parseFrame } from '../protocol/index.ts';
import { createAdminApi } from './admin-api.ts';
import { createAdminChat } from './admin-chat.ts';
import { createClient, createClientContext } from './client-context.ts';
import { createInbox } from './inbox.ts';
import { createListeners } from './listeners.ts';
import type { AdminClient, ClientOptions, UserMessagePush } from './types.ts';

/** The dashboard's client: with the inbox, and following the admin channel while it is started. */
export function createAdminClient(options: ClientOptions): AdminClient {
  const context = createClientContext(options, 'admin', parseFrame);
  const api = createAdminApi(context.request);
  const userMessages = createListeners<UserMessagePush>();
  const erasedChats = createListeners<string>();

  context.connection.subscribe({ channel: 'admin' });
  context.connection.onEvent((event) => {
    if (event.type === 'new_user_message') userMessages.emit(event);
    if (event.type === 'chat_erased') erasedChats.emit(event.chat_id);
  });

  return {
    ...createClient(context),
    api,
    openChat: (chat_id) => createAdminChat(context, api, chat_id),
    openInbox: (filter) => createInbox(context, api, filter),
    onUserMessage: userMessages.add,
    onChatErased: erasedChats.add,
  };
}
