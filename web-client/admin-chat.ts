import type { ChatDetail, Message, Push, Reply } from '../protocol/index.ts';
import { ApiError } from './api-error.ts';
import { createChat } from './chat.ts';
import type { ChatApi } from './chat-api.ts';
import type { ClientContext } from './client-context.ts';
import { createKnownContact } from './contact.ts';
import { createListeners } from './listeners.ts';
import { stripBidiControls } from './strip-bidi-controls.ts';
import type { AdminApi, AdminChat, AdminChatSnapshot, Chat } from './types.ts';

/**
 * A chat with what admins alone are told: who else has it open, and that it was erased. It is over
 * then, and starts again when its user writes again: nothing of what was erased is left in it.
 */
export function createAdminChat(context: ClientContext, api: AdminApi, chat_id: string): AdminChat {
  const { connection } = context;
  const changes = createListeners<void>();
  const arrivals = createListeners<Message>();
  let viewers: readonly string[] = [];
  let isUserOnline = false;
  let isErased = false;
  let detail: ChatDetail | undefined;
  let isClosed = false;
  let cached: AdminChatSnapshot | undefined;

  const chatApi: ChatApi = {
    async loadChat() {
      detail = await api.getChat(chat_id).catch(noteMissing);
      isUserOnline = detail.user_online;
      return detail;
    },
    listMessages: (query) => api.listMessages(chat_id, query).catch(noteMissing),
    sendMessage: (body) => api.sendMessage(chat_id, body),
    markRead: (up_to) => api.markRead(chat_id, up_to),
  };
  let chat = open();
  const removers = [connection.onEvent(onEvent), connection.onState(forgetViewers)];

  function open(): Chat {
    const opened = createChat(context, {
      api: chatApi,
      chat_id,
      createContact: createKnownContact,
      owner: context.person.then((person) => `${person}:${chat_id}`),
    });
    opened.onChange(changed);
    opened.onArrival(arrivals.emit);
    return opened;
  }

  /** The push may have been missed; a chat that never was there is another matter. */
  function noteMissing(error: unknown): never {
    if (detail && error instanceof ApiError && error.code === 'not_found') end();
    throw error;
  }

  function changed(): void {
    cached = undefined;
    if (!isClosed) changes.emit();
  }

  function onEvent(event: Reply | Push): void {
    if (event.type === 'chat_updated' && event.chat.id === chat_id && isErased) beginAgain();
    if (!('chat_id' in event) || event.chat_id !== chat_id) return;
    if (event.type === 'chat_erased') end();
    if (event.type === 'presence') {
      isUserOnline = event.user_online;
      changed();
    }
    if (event.type === 'viewers') setViewers(event.names.map(stripBidiControls));
  }

  function end(): void {
    if (isErased) return;
    isErased = true;
    chat.close();
    setViewers([]);
  }

  function beginAgain(): void {
    isErased = false;
    detail = undefined;
    chat = open();
    changed();
  }

  function setViewers(names: readonly string[]): void {
    viewers = names;
    changed();
  }

  /** Every subscription gets the current viewers again. */
  function forgetViewers(): void {
    if (viewers.length > 0) setViewers([]);
  }

  function snapshot(): AdminChatSnapshot {
    const loaded = chat.snapshot();
    const messages = isErased ? [] : loaded.messages;
    return {
      ...loaded,
      messages,
      viewers,
      user_online: isUserOnline,
      is_erased: isErased,
    };
  }

  return {
    snapshot() {
      cached ??= snapshot();
      return cached;
    },
    onChange: changes.add,
    onArrival: arrivals.add,
    detail: () => (isErased ? undefined : detail),
    send: (content, settled) => chat.send(content, settled),
    retry: (client_id) => chat.retry(client_id),
    discard: (client_id) => chat.discard(client_id),
    dropDiscarded: () => chat.dropDiscarded(),
    markRead: () => chat.markRead(),
    loadOlder: () => chat.loadOlder(),
    setTyping: (isTyping) => chat.setTyping(isTyping),
    leaveEmail: (email) => chat.leaveEmail(email),
    reload: () => chat.reload(),
    close() {
      isClosed = true;
      for (const remove of removers) remove();
      chat.close();
    },
  };
}
