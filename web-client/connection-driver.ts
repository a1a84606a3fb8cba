import type { Push, Reply } from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import type { Effect, EventType } from './connection-table.ts';
import { CONNECTION_MAX_MS, laterToken, renewalDelayMs, renewalRetryMs } from './renewal.ts';
import type { SocketOptions } from './socket.ts';
import { createSocketHandover, type SocketHandover } from './socket-handover.ts';
import { createTimers } from './timers.ts';
import { lifeLeftMs, type Tokens } from './tokens.ts';

/** From this many failures in a row on, chats go by HTTP while the socket is tried on. */
const POLLING_AFTER_FAILURES = 2;
/** A connection that lived shorter than this counts as one more failure. */
const MINIMUM_UPTIME_MS = 10_000;

export type ConnectionDriver = Pick<SocketHandover, 'send' | 'subscribe'> & {
  readonly effects: Readonly<Record<Effect, () => void>>;
  cancelTimer(): void;
  /** Whether sockets failed so often that chats should go by HTTP. */
  isStruggling(): boolean;
  /** The server gives out no token for so long. */
  limit(seconds: number): void;
};

export type DriverOptions = SocketOptions & {
  tokens: Tokens;
  dispatch(event: EventType): void;
  /** The open socket has ended. */
  lost(): void;
  received(event: Reply | Push): void;
};

/**
 * Carries out what the transitions of the connection ask for, one function each, and names what
 * happens to the sockets as events of the table. There is one timer.
 */
export function createConnectionDriver(options: DriverOptions): ConnectionDriver {
  const { platform, tokens, dispatch } = options;
  const timers = createTimers<'timer'>(platform);
  let unlisten: (() => void)[] = [];
  let failures = 0;
  let hasRenewedToken = false;
  let limitedUntil = 0;
  /** Of the open connection. */
  let token = '';
  let openedAt = 0;
  let tokenEndsAt = Infinity;
  let isOpen = false;

  const sockets = createSocketHandover(options, {
    opened(offered) {
      token = offered;
      openedAt = platform.now();
      tokenEndsAt = openedAt + lifeLeftMs(offered, openedAt);
      isOpen = true;
      dispatch('opened');
    },
    failed(isHung) {
      const isSuspect = !isHung && !hasRenewedToken && platform.isOnline();
      if (!isSuspect) failures += 1;
      // What swallows one handshake swallows the next as slowly: chats go by HTTP from now on.
      if (isHung) failures = Math.max(failures, POLLING_AFTER_FAILURES);
      dispatch(isSuspect ? 'suspected' : 'failed');
    },
    lost(hasFallenBack) {
      ended();
      failures += 1;
      options.lost();
      dispatch(hasFallenBack ? 'fellBack' : 'lost');
    },
    expired() {
      if (isYoung()) sockets.lose();
      else dispatch('expired');
    },
    event: options.received,
  });

  const isYoung = () => platform.now() - openedAt < MINIMUM_UPTIME_MS;
  const leftMs = (end: number) => end - platform.now();
  const wait = (delayMs: number) => timers.set('timer', delayMs, () => dispatch('timer'));

  /** A connection that lasted resets the count of failures. */
  function ended(): void {
    if (isOpen && !isYoung()) resetFailures();
    isOpen = false;
  }

  function resetFailures(): void {
    failures = 0;
    hasRenewedToken = false;
  }

  return {
    send: sockets.send,
    subscribe: sockets.subscribe,
    cancelTimer: timers.clearAll,
    isStruggling: () => failures >= POLLING_AFTER_FAILURES,
    limit(seconds) {
      limitedUntil = platform.now() + seconds * 1_000;
      failures = 0;
      dispatch('limited');
    },
    effects: {
      listen() {
        resetFailures();
        unlisten = [
          platform.onResume(() => dispatch('resume')),
          platform.onOffline(() => dispatch('offline')),
        ];
      },
      unlisten() {
        for (const remove of unlisten) remove();
      },
      close() {
        ended();
        sockets.close();
      },
      open: () => sockets.open(tokens.get()),
      openRenewed() {
        hasRenewedToken = true;
        sockets.open(tokens.renew());
      },
      openNext() {
        const endsBefore = tokenEndsAt < openedAt + CONNECTION_MAX_MS;
        sockets.open(endsBefore ? laterToken(tokens, token) : tokens.get());
        if (leftMs(tokenEndsAt) <= 0) sockets.probe();
      },
      probe: sockets.probe,
      wait: () => wait(Math.max(leftMs(limitedUntil), backoffMs(failures, platform.random()))),
      renewLater: () => wait(renewalDelayMs(tokenEndsAt - openedAt, platform.random())),
      renewSoon: () => wait(Math.max(leftMs(limitedUntil), renewalRetryMs(leftMs(tokenEndsAt)))),
    },
  };
}
