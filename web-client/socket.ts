import {
  type Channel,
  type CommandInput,
  type ParseFrame,
  PING_INTERVAL_MS,
  type Push,
  type Reply,
  SUBPROTOCOL,
} from '../protocol/index.ts';
import { createSubscriptions } from './socket-subscriptions.ts';
import { createTimers } from './timers.ts';
import type { Platform, SocketLike } from './types.ts';

const OPEN_TIMEOUT_MS = 10_000;
const RESPONSE_TIMEOUT_MS = 10_000;

export type Socket = {
  send(command: CommandInput): void;
  subscribe(channel: Channel): void;
  unsubscribe(channel: Channel): void;
  /** Asks for a sign of life: without one in 10 s the socket counts as lost. */
  probe(): void;
  /** Ends it at once and silently. */
  close(): void;
};

/** None of these is called before the call that causes it returns. */
export type SocketEvents = {
  /** It is open, with this token. */
  open(token: string): void;
  event(event: Reply | Push): void;
  /** Every subscription so far has got its reply. */
  settled(): void;
  /** It ended by itself; `isHung` if it was neither opened nor refused in 10 s. Nothing comes after it. */
  lost(isHung?: boolean): void;
};

/** Where sockets are opened, and how their frames are read. */
export type SocketOptions = { platform: Platform; url: string; parse: ParseFrame };

/** Opens one socket and watches over it: whatever goes wrong ends in one `lost`. */
export function openSocket(
  { platform, url, parse }: SocketOptions,
  token: Promise<string>,
  on: SocketEvents,
): Socket {
  const timers = createTimers<'open' | 'ping' | 'pong' | 'reply' | 'retry'>(platform);
  let isOver = false;
  let socket: SocketLike | undefined;
  const subscriptions = createSubscriptions({ timers, send, settled: on.settled, lose });

  timers.set('open', OPEN_TIMEOUT_MS, () => lose(true));
  token.then(open).catch(() => lose());

  function open(offered: string): void {
    if (isOver) return;
    socket = platform.openSocket(url, [SUBPROTOCOL, offered], {
      open: () => opened(offered),
      text: received,
      closed: () => lose(),
    });
  }

  function opened(offered: string): void {
    if (isOver) return;
    timers.clear('open');
    keepAlive();
    on.open(offered);
  }

  function received(text: string): void {
    if (isOver) return;
    timers.clear('pong');
    for (const event of parse(text)) {
      on.event(event);
      if (!isOver) subscriptions.received(event);
    }
  }

  function send(command: CommandInput): void {
    if (isOver) return;
    try {
      socket?.send(JSON.stringify(command));
    } catch {
      queueMicrotask(lose);
    }
  }

  function probe(): void {
    send({ action: 'ping' });
    if (!isOver && !timers.running().includes('pong'))
      timers.set('pong', RESPONSE_TIMEOUT_MS, lose);
  }

  function keepAlive(): void {
    timers.set('ping', PING_INTERVAL_MS, () => {
      probe();
      keepAlive();
    });
  }

  function close(): void {
    isOver = true;
    timers.clearAll();
    socket?.close(1000);
  }

  function lose(isHung?: boolean): void {
    if (isOver) return;
    close();
    on.lost(isHung);
  }

  const { subscribe, unsubscribe } = subscriptions;
  return { send, subscribe, unsubscribe, probe, close };
}
