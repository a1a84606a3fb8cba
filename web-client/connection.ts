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

const OPEN_DEADLINE_MS = 10_000;
const ANSWER_DEADLINE_MS = 10_000;

export type Connection = {
  send(command: CommandInput): void;
  subscribe(channel: Channel): void;
  /** Asks for a sign of life: without one in 10 s the connection counts as lost. */
  probe(): void;
  /** Ends it at once and silently. */
  close(): void;
};

export type ConnectionEvents = {
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
export function openConnection(
  platform: Platform,
  url: string,
  token: Promise<string>,
  on: ConnectionEvents,
): Connection {
  let isOver = false;
  let cancelPing = nothing;
  let cancelAnswer = nothing;
  let cancelPong = nothing;
  const cancelOpen = platform.after(OPEN_DEADLINE_MS, () => end(on.hung));
  const unanswered = new Map<string, Channel>();
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
      if (event.type === 'error' && event.code === 'rate_limited') askAgain(event.retry_after);
    }
  }

  function answered(reply: Extract<Reply, { type: 'subscribed' | 'rejected' }>): void {
    if (isOver || !unanswered.delete(channelName(reply)) || unanswered.size > 0) return;
    cancelAnswer();
    on.settled();
  }

  /** The server had no room for a command. It does not always say which; asking twice is harmless. */
  function askAgain(seconds = 1): void {
    if (isOver || unanswered.size === 0) return;
    cancelAnswer();
    cancelAnswer = platform.after(seconds * 1_000, () => {
      for (const channel of [...unanswered.values()]) subscribe(channel);
    });
  }

  function subscribe(channel: Channel): void {
    unanswered.set(channelName(channel), channel);
    cancelAnswer();
    cancelAnswer = platform.after(ANSWER_DEADLINE_MS, lose);
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
    if (!isOver && cancelPong === nothing) cancelPong = platform.after(ANSWER_DEADLINE_MS, lose);
  }

  function keepAlive(): void {
    cancelPing = platform.after(PING_INTERVAL_MS, () => {
      probe();
      if (!isOver) keepAlive();
    });
  }

  function close(): void {
    isOver = true;
    for (const cancel of [cancelOpen, cancelPing, cancelPong, cancelAnswer]) cancel();
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
    probe,
    close,
  };
}

/** One name for each channel, from a command or from its reply. */
export function channelName(named: {
  channel: Channel['channel'];
  chat_id?: string | undefined;
}): string {
  return named.chat_id ?? named.channel;
}

function nothing(): void {}
