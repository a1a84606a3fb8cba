import {
  type Channel,
  type CommandInput,
  PING_INTERVAL_MS,
  type Push,
  parseFrame,
  type Reply,
  SUBPROTOCOL,
} from '../protocol/index.ts';
import type { Platform } from './types.ts';

const OPEN_TIMEOUT_MS = 10_000;
const RESPONSE_TIMEOUT_MS = 10_000;
/** So many commands fit into a second of the server's. */
const RETRIES_PER_SECOND = 5;

export type Socket = {
  send(command: CommandInput): void;
  subscribe(channel: Channel): void;
  unsubscribe(channel: Channel): void;
  /** Asks for a sign of life: without one in 10 s the connection counts as lost. */
  probe(): void;
  /** Ends it at once and silently. */
  close(): void;
};

export type SocketEvents = {
  /** It is open, with this token. */
  open(token: string): void;
  event(event: Reply | Push): void;
  /** Every subscription asked for so far has been answered. */
  settled(): void;
  /** It ended by itself. Told once, and nothing after it. */
  lost(): void;
  /** As `lost`, of one that was neither opened nor refused in 10 s. */
  hung(): void;
};

/** Opens one socket and watches over it: whatever goes wrong ends in one `lost` or `hung`. */
export function openSocket(
  platform: Platform,
  url: string,
  token: Promise<string>,
  on: SocketEvents,
): Socket {
  let isOver = false;
  let cancelPing = nothing;
  let cancelAnswer = nothing;
  let cancelAgain = nothing;
  let cancelPong = nothing;
  const cancelOpen = platform.after(OPEN_TIMEOUT_MS, () => end(on.hung));
  const unanswered = new Map<string, Channel>();
  const leaving = new Map<string, Channel>();
  let endSocket = nothing;
  let sendText: (text: string) => void = nothing;

  token.then(open).catch(lose);

  function open(offered: string): void {
    if (isOver) return;
    const socket = platform.openSocket(url, [SUBPROTOCOL, offered]);
    sendText = (text) => socket.send(text);
    endSocket = () => socket.close(1000);
    socket.listen({ open: () => opened(offered), text: received, closed: lose });
  }

  function opened(offered: string): void {
    if (isOver) return;
    cancelOpen();
    keepAlive();
    on.open(offered);
  }

  function received(text: string): void {
    if (isOver) return;
    cancelPong();
    cancelPong = nothing;
    for (const event of parseFrame(text)) {
      on.event(event);
      if (event.type === 'subscribed' || event.type === 'rejected') answered(event);
      if (event.type === 'unsubscribed') leaving.delete(channelName(event));
      if (event.type === 'error' && event.code === 'rate_limited') askAgain(event.retry_after);
    }
  }

  function answered(channel: Named): void {
    if (isOver || !unanswered.delete(channelName(channel)) || unanswered.size > 0) return;
    cancelAnswer();
    on.settled();
  }

  /**
   * The server had no room for a command. It does not always say which, and asking twice is harmless;
   * what does not fit at once waits for the next time.
   */
  function askAgain(seconds = 1): void {
    if (isOver || unanswered.size + leaving.size === 0) return;
    cancelAnswer();
    cancelAgain();
    cancelAgain = platform.after(seconds * 1_000, () => {
      if (unanswered.size + leaving.size > RETRIES_PER_SECOND) askAgain();
      for (const channel of leaving.values()) answered(channel);
      for (const channel of [...leaving.values()].slice(0, RETRIES_PER_SECOND))
        unsubscribe(channel);
      for (const channel of [...unanswered.values()].slice(0, RETRIES_PER_SECOND))
        subscribe(channel);
    });
  }

  function unsubscribe(channel: Channel): void {
    leaving.set(channelName(channel), channel);
    send({ action: 'unsubscribe', ...channel });
  }

  function subscribe(channel: Channel): void {
    leaving.delete(channelName(channel));
    unanswered.set(channelName(channel), channel);
    cancelAnswer();
    cancelAnswer = platform.after(RESPONSE_TIMEOUT_MS, lose);
    send({ action: 'subscribe', ...channel });
  }

  function send(command: CommandInput): void {
    if (isOver) return;
    try {
      sendText(JSON.stringify(command));
    } catch {
      lose();
    }
  }

  function probe(): void {
    send({ action: 'ping' });
    if (!isOver && cancelPong === nothing) cancelPong = platform.after(RESPONSE_TIMEOUT_MS, lose);
  }

  function keepAlive(): void {
    cancelPing = platform.after(PING_INTERVAL_MS, () => {
      probe();
      if (!isOver) keepAlive();
    });
  }

  function close(): void {
    isOver = true;
    for (const cancel of [cancelOpen, cancelPing, cancelPong, cancelAnswer, cancelAgain]) cancel();
    endSocket();
  }

  function lose(): void {
    end(on.lost);
  }

  function end(tell: () => void): void {
    if (isOver) return;
    close();
    tell();
  }

  return {
    send,
    subscribe,
    unsubscribe,
    probe,
    close,
  };
}

type Named = { channel: Channel['channel']; chat_id?: string | undefined };

/** One name for each channel, from a command or from its reply. */
export function channelName(named: Named): string {
  return named.chat_id ?? named.channel;
}

function nothing(): void {}
