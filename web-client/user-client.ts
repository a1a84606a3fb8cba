import { createChat } from './chat.ts';
import { type ClientContext, createClientContext } from './client-context.ts';
import type { ClientOptions, UserApi, UserClient } from './types.ts';
import { createUserApi } from './user-api.ts';

/**
 * A client of one person, at rest until `start`. Somebody else signing in means a new client:
 * `stop` the old one first.
 */
export function createUserClient(options: ClientOptions): UserClient {
  const context = createClientContext(options);
  return clientOf(context, createUserApi(context.request));
}

/** The part that users and admins share. */
export function clientOf<A extends UserApi>(
  context: ClientContext,
  api: A,
): UserClient & { readonly api: A } {
  const { connection } = context;
  return {
    api,
    connectionState: connection.state,
    onConnectionState: connection.onState,
    start: connection.start,
    stop: connection.stop,
    openChat: (chat_id) => createChat(context, api, chat_id),
  };
}
