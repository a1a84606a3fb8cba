import type { Message, Push, Reply } from '../protocol/index.ts';
import type { ChatApi, LoadedChat } from './chat-api.ts';
import { createChatOutbox } from './chat-outbox.ts';
import type { ClientContext } from './client-context.ts';
import type { Contact } from './contact.ts';
import { createHistory } from './history.ts';
import { createListeners } from './listeners.ts';
import { createReadMarker } from './read-marker.ts';
import { createResync } from './resync.ts';
import { createShownMessages } from './shown-messages.ts';
import type { Chat, ChatSnapshot, ConnectionState } from './types.ts';
import { createTypingIndicator } from './typing-indicator.ts';
import { createTypingSender } from './typing-sender.ts';

type ErrorReply = Extract<Reply, { type: 'error' }>;

export type ChatOptions = {
  api: ChatApi;
  /** An admin knows it from the start; a user learns it with the first response. */
  chat_id?: string;
  createContact(changed: () => void): Contact;
  /** Under this is kept what was not sent yet. */
  owner: Promise<string>;
};

/**
 * One chat, live. It shows what the server committed, in order and each message once, and behind
 * that what this side wrote and the server has not accepted yet.
 */
export function createChat(context: ClientContext, options: ChatOptions): Chat {
  const { api, owner } = options;
  const { platform, role, connection } = context;
  const changes = createListeners<void>();
  const arrivals = createListeners<Message>();
  let id = options.chat_id;
  let areAdminsOnline = false;
  let joinedInto: string | null = null;
  let isClosed = false;
  let cached: ChatSnapshot | undefined;
  let unfollow: (() => void) | undefined;

  const shownMessages = createShownMessages(role);
  const typing = createTypingIndicator(platform, changed);
  const signalTyping = createTypingSender(platform.now, (is_typing) => {
    if (id) connection.send({ action: 'typing', chat_id: id, is_typing });
  });
  const history = createHistory({ api, role, begins, arrived, changed });
  const readMarker = createReadMarker({
    platform,
    known: () => history.timeline().readUpTo(role),
    tell: tellRead,
  });
  const outbox = createChatOutbox({ context, api, owner, id: () => id, accepted, changed });
  const contact = options.createContact(changed);
  const removers = [connection.onEvent(onEvent), connection.onState(onState)];
  const freshness = createResync({
    platform,
    connection,
    concerns: (reply) => reply.channel === 'chat' && reply.chat_id === id,
    isBehind(last_seq) {
      history.timeline().expect(last_seq);
      readMarker.repeat();
      return history.isMissing();
    },
    async fetch() {
      const isComplete = await history.fetch();
      readMarker.repeat();
      return isComplete;
    },
  });

  function changed(): void {
    const committed = history.timeline().shown();
    outbox.settle(
      (unsent, isAccepted) =>
        shownMessages.isCommitted(unsent, committed) || (isAccepted && !history.isMissing()),
    );
    cached = undefined;
    if (!isClosed) changes.emit();
    else if (outbox.isIdle()) release();
  }

  function begins(): (chat: LoadedChat) => void {
    const learnAddress = contact.ask();
    return (chat) => {
      learnAddress(chat.user_email ?? chat.user?.email ?? null);
      loaded(chat);
    };
  }

  function loaded(chat: LoadedChat): void {
    id = chat.id;
    areAdminsOnline = chat.admins_online ?? areAdminsOnline;
    if (!isClosed) unfollow ??= connection.subscribe({ channel: 'chat', chat_id: chat.id });
    outbox.flush();
  }

  function arrived(message: Message): void {
    typing.set(message.sender_name, false);
    if (!isClosed) arrivals.emit(message);
  }

  function accepted(message: Message): void {
    outbox.accept(message.client_id);
    take(message);
  }

  function take(message: Message): void {
    history.add([message]);
    if (history.timeline().hasBegun() && history.isMissing()) freshness.refresh();
  }

  function onState(state: ConnectionState): void {
    if (state === 'connected' || state === 'polling') {
      outbox.flush();
      contact.flush();
    }
    if (state === 'idle') stopTimers();
  }

  function onEvent(event: Reply | Push): void {
    if (event.type === 'error') onError(event);
    if (event.type === 'message_accepted' && event.message.chat_id === id) accepted(event.message);
    if (event.type === 'admins_online') {
      areAdminsOnline = event.online;
      changed();
    }
    if (event.type === 'chat_joined' && event.into === id) freshness.refresh();
    if ('chat_id' in event && event.chat_id === id) onOwnEvent(event);
  }

  function onError({ code, client_id, retry_after = 1 }: ErrorReply): void {
    const isLimited = code === 'rate_limited';
    if (client_id || isLimited) outbox.fail(client_id, code, retry_after);
    if (isLimited) readMarker.repeatAfter(retry_after * 1_000);
  }

  function onOwnEvent(event: Reply | Push): void {
    if (event.type === 'new_message') take(event.message);
    if (event.type === 'messages_read') history.markRead(event.reader, event.up_to, event.read_at);
    if (event.type === 'chat_joined') goOnIn(event.into);
    if (event.type !== 'typing' || (role === 'user' && event.sender_type === 'user')) return;
    typing.set(event.sender_name, event.is_typing);
  }

  /** Nothing of it is left on the server: what is shown stays until the other chat takes its place. */
  function goOnIn(into: string): void {
    joinedInto = into;
    freshness.stop();
    changed();
  }

  function tellRead(up_to: number): void {
    if (id && connection.send({ action: 'mark_read', chat_id: id, up_to })) return;
    if (connection.state() === 'polling') void readByHttp(up_to);
  }

  async function readByHttp(up_to: number): Promise<void> {
    try {
      await api.markRead(up_to);
      history.markRead(role, up_to, new Date(platform.now()).toISOString());
    } catch {
      // The next poll tells it again.
    }
  }

  function snapshot(): ChatSnapshot {
    return {
      ...history.state(),
      messages: shownMessages.list(history.timeline().shown(), outbox.unsent()),
      unread_count: history.countUnread(readMarker.upTo()),
      seen_up_to: history.seenUpTo(),
      typing: typing.names(),
      is_limited: outbox.isLimited(),
      joined_into: joinedInto,
      admins_online: areAdminsOnline,
      ...contact.shown(),
    };
  }

  function stopTimers(): void {
    outbox.stop();
    contact.stop();
    typing.stop();
    readMarker.stop();
  }

  function release(): void {
    stopTimers();
    for (const remove of removers) remove();
  }

  return {
    snapshot() {
      cached ??= snapshot();
      return cached;
    },
    onChange: changes.add,
    onArrival: arrivals.add,
    send(content, settled) {
      const text = content.trim();
      if (text === '') return;
      signalTyping(null);
      outbox.write(text, settled);
    },
    retry: outbox.retry,
    discard: outbox.discard,
    dropDiscarded: outbox.dropDiscarded,
    markRead() {
      const newest = history
        .timeline()
        .shown()
        .findLast(({ sender_type }) => sender_type !== role);
      if (!newest || newest.seq <= readMarker.upTo()) return;
      readMarker.mark(newest.seq);
      changed();
    },
    loadOlder: history.loadOlder,
    setTyping: signalTyping,
    leaveEmail: contact.leave,
    reload: freshness.refresh,
    close() {
      if (isClosed) return;
      isClosed = true;
      freshness.stop();
      unfollow?.();
      // What was written is still sent: leaving a chat does not cancel it.
      readMarker.repeat();
      typing.stop();
      if (outbox.isIdle()) release();
    },
  };
}
