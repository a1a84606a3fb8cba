import type { Message } from '../protocol/index.ts';
import { ApiError } from './api-error.ts';
import type { ChatApi } from './chat-api.ts';
import type { ClientContext } from './client-context.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { unsentKey } from './unsent-key.ts';
import { createUnsentStore, type UnsentMessage } from './unsent-store.ts';

export type ChatOutboxOptions = {
  context: ClientContext;
  api: ChatApi;
  /** Under this is kept what was not sent yet. */
  owner: Promise<string>;
  /** The chat's id as far as it is known. */
  id(): string | undefined;
  /** A response by HTTP; replies on the socket come as events. */
  accepted(message: Message): void;
  changed(): void;
};

/** The outbox of one chat: over the socket where there is one, by HTTP while polling. */
export function createChatOutbox(options: ChatOutboxOptions): Outbox {
  const { context, api, changed } = options;
  const { connection, platform } = context;

  const outbox = createOutbox({
    platform,
    isReady: () =>
      connection.state() === 'polling' ||
      (connection.state() === 'connected' && options.id() !== undefined),
    transmit(unsent) {
      if (connection.state() === 'connected') overSocket(unsent);
      else void byHttp(unsent);
    },
    unanswered: connection.probe,
    changed,
  });

  function overSocket(unsent: UnsentMessage): void {
    const id = options.id();
    if (id) connection.send({ action: 'send_message', chat_id: id, ...bodyOf(unsent) });
  }

  async function byHttp(unsent: UnsentMessage): Promise<void> {
    try {
      options.accepted(await api.sendMessage(bodyOf(unsent)));
    } catch (error) {
      const { code, retry_after } =
        error instanceof ApiError ? error : new ApiError('internal', 'no response');
      outbox.fail(unsent.client_id, code, retry_after);
    }
  }

  function bodyOf({ content, client_id }: UnsentMessage) {
    const page = context.page();
    return { content, client_id, ...(page && { page }) };
  }

  async function restore(): Promise<void> {
    outbox.restore(createUnsentStore(platform.storage, unsentKey(await options.owner)));
  }

  void restore();
  return outbox;
}
