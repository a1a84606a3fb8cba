import { parseUserFrame } from '../protocol/index.ts';
import { createChat } from './chat.ts';
import { createClient, createClientContext } from './client-context.ts';
import { createContact } from './contact.ts';
import type { ClientOptions, UserClient } from './types.ts';
import { createUserApi } from './user-api.ts';

/**
 * A client of one user, at rest until `start`. Somebody else signing in means a new client: `stop`
 * the old one first.
 */
export function createUserClient(options: ClientOptions): UserClient {
  const context = createClientContext(options, 'user', parseUserFrame);
  const api = createUserApi(context.request);
  return {
    ...createClient(context),
    api,
    openChat: () =>
      createChat(context, {
        api,
        createContact: (changed) => createContact(context, api, changed),
        owner: context.person,
      }),
  };
}
