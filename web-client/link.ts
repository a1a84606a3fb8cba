import {
  type Channel,
  CONNECTION_MAX_SECONDS,
  type CommandInput,
  type Push,
  type Reply,
  SOCKET_STAGE,
} from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import { type Connection, channelName, openConnection } from './connection.ts';
import { createListeners } from './listeners.ts';
import type { Tokens } from './tokens.ts';
import type { LinkState, Platform } from './types.ts';

/** From this many failures in a row on, chats go by HTTP while the socket is tried on. */
const POLLING_AFTER_FAILURES = 2;
/** A connection that lived shorter than this counts as one more failure. */
const MINIMUM_UPTIME_MS = 10_000;
const RENEWAL_MARGIN_MS = 5 * 60_000;
const RENEWAL_SPREAD_MS = 10 * 60_000;
const RENEWAL_RETRY_MS = 60_000;

export type Link = {
  state(): LinkState;
  onState(listener: (state: LinkState) => void): () => void;
  onEvent(listener: (event: Reply | Push) => void): () => void;
  start(): void;
  stop(): void;
  /** Subscribes now and on every later connection, until the result is called. */
  follow(channel: Channel): () => void;
  /** False when there is no connection: nothing is queued here. */
  send(command: CommandInput): boolean;
  /** For whoever waits for an answer in vain: a connection that is dead without a word is found out. */
  probe(): void;
  /** Told by the HTTP API: whether the server could be reached, and there was a token to ask it with. */
  noteReachable(isReachable: boolean): void;
  /** Told by the HTTP API: a renewed token was refused too. */
  refuse(): void;
  /** No token can be had for so long: it is not tried before. */
  limit(seconds: number): void;
};

/**
 * Keeps one connection alive, and opens the next before the two-hour limit of API Gateway ends it:
 * the old one stays until every channel is subscribed on the new one, so that no push is missed.
 */
export function createLink(platform: Platform, origin: string, tokens: Tokens): Link {
  const states = createListeners<LinkState>();
  const events = createListeners<Reply | Push>();
  const followed = new Set<Channel>();
  const url = `${origin.replace(/^http/, 'ws')}/${SOCKET_STAGE}`;
  let state: LinkState = 'idle';
  let isStarted = false;
  let isRefused = false;
  /** By HTTP, with a token of now: only an answer of the API shows that. */
  let isReachable = false;
  let hasRenewedToken = false;
  let failures = 0;
  let openedAt = 0;
  let limitedUntil = 0;
  let opening: Connection | undefined;
  let current: Connection | undefined;
  let retiring: Connection | undefined;
  let cancelTimer: () => void = () => {};
  let unlisten: (() => void)[] = [];

  function connect(renew: boolean): void {
    cancelTimer();
    if (opening) return;
    if (isLimited()) {
      cancelTimer = platform.after(limitedUntil - platform.now(), () => connect(renew));
      publish();
      return;
    }
    const connection = openConnection(platform, url, renew ? tokens.renew() : tokens.get(), {
      open: () => opened(connection),
      event: (event) => received(event, connection),
      settled: () => settled(connection),
      lost: () => lost(connection),
      hung,
    });
    opening = connection;
    publish();
  }

  function opened(connection: Connection): void {
    opening = undefined;
    retiring?.close();
    retiring = current;
    current = connection;
    openedAt = platform.now();
    const spreadMs = RENEWAL_SPREAD_MS * platform.random();
    renewAfter(CONNECTION_MAX_SECONDS * 1_000 - RENEWAL_MARGIN_MS - spreadMs);
    for (const channel of followed) connection.subscribe(channel);
    if (followed.size === 0) settled(connection);
    publish();
  }

  function received(event: Reply | Push, connection: Connection): void {
    if (event.type === 'error' && event.code === 'unauthorized') tokenExpired(connection);
    events.emit(event);
  }

  /** A socket outlives its token but takes no more commands: the next one opens beside it. */
  function tokenExpired(connection: Connection): void {
    if (connection !== current) return;
    if (platform.now() - openedAt >= MINIMUM_UPTIME_MS) connect(true);
    else {
      connection.close();
      lost(connection);
    }
  }

  function settled(connection: Connection): void {
    if (connection !== current) return;
    retiring?.close();
    retiring = undefined;
  }

  function lost(connection: Connection): void {
    if (connection === retiring) {
      retiring = undefined;
      return;
    }
    const wasOpen = connection === current;
    if (wasOpen) {
      current = retiring;
      retiring = undefined;
      // Whatever took the socket may have taken the rest.
      isReachable = false;
    } else opening = undefined;
    if (current) renewAfter(RENEWAL_RETRY_MS);
    else if (!opening) tryAgain(wasOpen);
    publish();
  }

  /** Whatever swallows one handshake swallows the next as slowly: chats go by HTTP from now on. */
  function hung(): void {
    opening = undefined;
    failures = Math.max(failures, POLLING_AFTER_FAILURES - 1);
    if (current) renewAfter(RENEWAL_RETRY_MS);
    else backOff();
    publish();
  }

  function tryAgain(wasOpen: boolean): void {
    if (wasOpen && platform.now() - openedAt >= MINIMUM_UPTIME_MS) {
      failures = 0;
      hasRenewedToken = false;
    }
    // Browsers do not tell a refused token from a broken network: one renewed token finds out.
    if (!wasOpen && !hasRenewedToken && platform.isOnline() && !isLimited()) {
      hasRenewedToken = true;
      connect(true);
      return;
    }
    backOff();
  }

  function backOff(): void {
    failures += 1;
    cancelTimer();
    cancelTimer = platform.after(backoffMs(failures, platform.random()), () => connect(false));
  }

  function renewAfter(delayMs: number): void {
    cancelTimer();
    cancelTimer = platform.after(delayMs, () => connect(false));
  }

  function closeAll(): void {
    cancelTimer();
    for (const connection of [opening, current, retiring]) connection?.close();
    opening = current = retiring = undefined;
  }

  function resume(): void {
    const wasRefused = isRefused;
    isRefused = false;
    if (current) current.probe();
    else connect(wasRefused);
    publish();
  }

  function wentOffline(): void {
    const wasOpen = current !== undefined;
    closeAll();
    tryAgain(wasOpen);
    publish();
  }

  const isLimited = () => platform.now() < limitedUntil;

  function judge(): LinkState {
    if (!isStarted) return 'idle';
    if (isRefused) return 'refused';
    if (current) return 'connected';
    if (!platform.isOnline()) return 'offline';
    if (isLimited()) return 'limited';
    if (failures >= POLLING_AFTER_FAILURES && isReachable) return 'polling';
    return opening ? 'connecting' : 'waiting';
  }

  function publish(): void {
    const next = judge();
    if (next === state) return;
    state = next;
    states.emit(next);
  }

  return {
    state: () => state,
    onState: states.add,
    onEvent: events.add,
    start() {
      if (isStarted) return;
      isStarted = true;
      unlisten = [platform.onResume(resume), platform.onOffline(wentOffline)];
      connect(false);
    },
    stop() {
      isStarted = isRefused = hasRenewedToken = false;
      failures = limitedUntil = 0;
      for (const stopListening of unlisten) stopListening();
      closeAll();
      publish();
    },
    follow(channel) {
      followed.add(channel);
      current?.subscribe(channel);
      return () => {
        followed.delete(channel);
        const isShared = [...followed].some((other) => channelName(other) === channelName(channel));
        if (!isShared) current?.send({ action: 'unsubscribe', ...channel });
      };
    },
    send(command) {
      current?.send(command);
      return current !== undefined;
    },
    probe: () => current?.probe(),
    noteReachable(reachable) {
      isReachable = reachable;
      publish();
    },
    limit(seconds) {
      limitedUntil = platform.now() + seconds * 1_000;
      failures = 0;
      publish();
    },
    refuse() {
      if (!isStarted) return;
      isRefused = true;
      closeAll();
      publish();
    },
  };
}
