import type { Chat, ClientOptions, UserClient } from '../../../web-client/types.ts';
import { createUserClient } from '../../../web-client/user-client.ts';
import { aToken } from '../../support/builders.ts';
import type { Store } from '../../support/storage.ts';
import { createFakePlatform, type FakePlatform } from './fake-platform.ts';
import { createModelServer, type ModelServer } from './model-server.ts';

export type OpenChat = {
  server: ModelServer;
  platform: FakePlatform;
  client: UserClient;
  chat: Chat;
  /** What the screen shows: `seq:text`, or `pending:text`, `failed:text`. */
  screen(): string[];
};

/** A user's chat that has loaded and is live. */
export async function openChat(
  part: {
    server?: ModelServer;
    storage?: Store;
    /** What the client's chances come from. */
    seed?: number;
    startsAt?: number;
    options?: Partial<ClientOptions>;
  } = {},
): Promise<OpenChat> {
  const server = part.server ?? createModelServer();
  const platform = createFakePlatform(server, part.storage, part);
  const client = createUserClient({
    origin: 'https://chat.example.com',
    getToken: async () => aToken({ sub: 'user-1' }),
    platform,
    ...part.options,
  });
  const chat = client.openChat();
  client.start();
  await platform.advance(0);
  return { server, platform, client, chat, screen: () => screenOf(chat) };
}

export function screenOf(chat: Chat): string[] {
  return chat
    .snapshot()
    .messages.map(
      (shown) => `${shown.state === 'sent' ? shown.seq : shown.state}:${shown.content}`,
    );
}
