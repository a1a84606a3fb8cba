import { randomUUID } from 'node:crypto';
import type { Channel } from '../../protocol/index.ts';
import { call } from '../../test/support/http-client.ts';
import { connect, type SocketClient } from '../../test/support/socket-client.ts';

/** What the browser of somebody elsewhere does, without the browser: it speaks the protocol. */
export type RemoteClient = {
  /** Calls the HTTP API with a route such as `GET /api/health`; rejects unless the status is below 400. */
  request(route: string, body?: object): Promise<unknown>;
  postMessage(route: string, content: string): Promise<void>;
  subscribe(channel: Channel): Promise<void>;
  /** Subscribes to the chat and types in it until the client is closed. */
  type(chat_id: string): Promise<void>;
  close(): void;
};

/** Clients repeat every three seconds that somebody is typing (W9). */
const TYPING_REPEAT_MS = 3_000;

/** Opens no connection before the first `subscribe`. */
export function createRemoteClient(url: string, token: string): RemoteClient {
  let connecting: Promise<SocketClient> | undefined;
  let typing: NodeJS.Timeout | undefined;
  let close = () => {};

  async function request(route: string, body?: object): Promise<unknown> {
    const response = await call(url, route, { token, body });
    if (response.status >= 400) throw new Error(`${route}: ${response.status}`);
    return response.body;
  }

  async function subscribe(channel: Channel): Promise<SocketClient> {
    connecting ??= connect(url, token);
    const socket = await connecting;
    close = socket.close;
    const reply = await socket.ask({ action: 'subscribe', ...channel });
    if (reply.type !== 'subscribed') throw new Error(`not subscribed: ${reply.type}`);
    return socket;
  }

  return {
    request,
    async postMessage(route, content) {
      await request(`POST ${route}`, { content, client_id: randomUUID() });
    },
    async subscribe(channel) {
      await subscribe(channel);
    },
    async type(chat_id) {
      const socket = await subscribe({ channel: 'chat', chat_id });
      const say = () => socket.send({ action: 'typing', chat_id, is_typing: true });
      say();
      typing = setInterval(say, TYPING_REPEAT_MS);
    },
    close() {
      clearInterval(typing);
      close();
    },
  };
}
