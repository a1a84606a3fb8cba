import { createChat } from './chat.ts';
import { type Core, createCore } from './core.ts';
import type { ClientOptions, UserApi, UserClient } from './types.ts';
import { createUserApi } from './user-api.ts';

/**
 * A client of one person, at rest until `start`. Somebody else signing in means a new client:
 * `stop` the old one first.
 */
export function createClient(options: ClientOptions): UserClient {
  const core = createCore(options);
  return clientOf(core, createUserApi(core.request));
}

/** The part that users and admins share. */
export function clientOf<A extends UserApi>(core: Core, api: A): UserClient & { readonly api: A } {
  const { link } = core;
  return {
    api,
    link: link.state,
    onLink: link.onState,
    start: link.start,
    stop: link.stop,
    openChat: (chat_id) => createChat(core, api, chat_id),
  };
}
