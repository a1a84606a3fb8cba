import {
  type Channel,
  CONNECTION_MAX_SECONDS,
  type CommandInput,
  type Push,
  type Reply,
  SOCKET_STAGE,
} from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import { createListeners } from './listeners.ts';
import { channelName, openSocket, type Socket } from './socket.ts';
import { lifeLeftMs, type Tokens } from './tokens.ts';
import type { ConnectionState, Platform } from './types.ts';

/** From this many failures in a row on, chats go by HTTP while the socket is tried on. */
const POLLING_AFTER_FAILURES = 2;
/** A connection that lived shorter than this counts as one more failure. */
const MINIMUM_UPTIME_MS = 10_000;
const CONNECTION_MAX_MS = CONNECTION_MAX_SECONDS * 1_000;
const RENEWAL_MARGIN_MS = 5 * 60_000;
const RENEWAL_SPREAD_MS = 10 * 60_000;
const RENEWAL_RETRY_MS = 60_000;
/** Browsers run the timers of a hidden page once a minute. */
const TOKEN_MARGIN_MS = 2 * 60_000;
const TOKEN_RETRY_MS = 1_000;

export type ConnectionManager = {
  state(): ConnectionState;
  onState(listener: (state: ConnectionState) => void): () => void;
  onEvent(listener: (event: Reply | Push) => void): () => void;
  start(): void;
  stop(): void;
  /** Subscribes now and on every later connection, until the result is called. */
  subscribe(channel: Channel): () => void;
  /** False when there is no connection: nothing is queued here. */
  send(command: CommandInput): boolean;
  /** For whoever waits for an answer in vain: a connection that is dead without a word is found out. */
  probe(): void;
  /** Told by the HTTP API: whether the server could be reached, and there was a token to ask it with. */
  setReachable(isReachable: boolean): void;
  /** Told by the HTTP API: a renewed token was refused too. */
  refuse(): void;
  /** No token can be had for so long: it is not tried before. */
  setRateLimited(seconds: number): void;
};

/**
 * Keeps one connection alive, and opens the next before the end of its token, or the two-hour limit of
 * API Gateway, ends it: the old one stays until every channel is subscribed on the new one, so that no
 * push is missed.
 */
export function createConnectionManager(
  platform: Platform,
  origin: string,
  tokens: Tokens,
): ConnectionManager {
  const states = createListeners<ConnectionState>();
  const events = createListeners<Reply | Push>();
  const followed = new Set<Channel>();
  const url = `${origin.replace(/^http/, 'ws')}/${SOCKET_STAGE}`;
  let state: ConnectionState = 'idle';
  let isStarted = false;
  let isRefused = false;
  /** By HTTP, with a token of now: only an answer of the API shows that. */
  let isReachable = false;
  let hasRenewedToken = false;
  let failures = 0;
  let openedAt = 0;
  /** The token of the current connection, and when it ends by this browser's clock. */
  let token = '';
  let tokenEndsAt = Infinity;
  let limitedUntil = 0;
  let opening: Socket | undefined;
  let current: Socket | undefined;
  let retiring: Socket | undefined;
  /** The server says that this one has ended with its token: nothing comes by it any more. */
  let ended: Socket | undefined;
  let cancelTimer: () => void = () => {};
  let unlisten: (() => void)[] = [];

  function connect(ask: () => Promise<string>): void {
    cancelTimer();
    if (opening) return;
    if (isLimited()) {
      cancelTimer = platform.after(limitedUntil - platform.now(), () => connect(ask));
      publish();
      return;
    }
    const connection = openSocket(platform, url, ask(), {
      open: (offered) => opened(connection, offered),
      event: (event) => received(event, connection),
      settled: () => settled(connection),
      lost: () => lost(connection),
      hung,
    });
    opening = connection;
    publish();
  }

  function opened(connection: Socket, offered: string): void {
    opening = undefined;
    retiring?.close();
    retiring = current;
    current = connection;
    openedAt = platform.now();
    token = offered;
    const lifeMs = lifeLeftMs(offered, openedAt);
    tokenEndsAt = openedAt + lifeMs;
    const spreadMs = RENEWAL_SPREAD_MS * platform.random();
    renewAfter(
      Math.min(
        CONNECTION_MAX_MS - RENEWAL_MARGIN_MS - spreadMs,
        Math.max(TOKEN_RETRY_MS, lifeMs / 2, lifeMs - TOKEN_MARGIN_MS),
      ),
    );
    for (const channel of followed) connection.subscribe(channel);
    if (followed.size === 0) settled(connection);
    publish();
  }

  /** Opens the next connection. Without a later token, the server says when this one has ended. */
  function renew(): void {
    if (platform.now() >= tokenEndsAt) current?.probe();
    connect(tokenEndsAt < openedAt + CONNECTION_MAX_MS ? laterToken : tokens.get);
  }

  /** Rejects while the app keeps to the token of now: a connection with it would end as soon. */
  async function laterToken(): Promise<string> {
    const held = token;
    const known = await tokens.get();
    const later = known === held ? await tokens.renew() : known;
    if (later === held) throw new Error('the same token again');
    return later;
  }

  function received(event: Reply | Push, connection: Socket): void {
    if (event.type === 'error' && event.code === 'unauthorized') tokenExpired(connection);
    events.emit(event);
  }

  /** A socket outlives its token but takes no more commands: the next one opens beside it. */
  function tokenExpired(connection: Socket): void {
    if (connection !== current) return;
    if (platform.now() - openedAt >= MINIMUM_UPTIME_MS) {
      ended = connection;
      connect(tokens.renew);
    } else {
      connection.close();
      lost(connection);
    }
  }

  function settled(connection: Socket): void {
    if (connection !== current) return;
    retiring?.close();
    retiring = undefined;
  }

  function lost(connection: Socket): void {
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
    dropEnded();
    if (current) renewAgain();
    else if (!opening) tryAgain(wasOpen);
    publish();
  }

  /** One that has ended must not pass for a live one, once no other is about to take its place. */
  function dropEnded(): void {
    if (!current || current !== ended || opening) return;
    current.close();
    current = undefined;
  }

  /** After a renewal that failed, before the token ends. Past its end, a clock may be wrong. */
  function renewAgain(): void {
    const leftMs = tokenEndsAt - platform.now();
    const soonMs = leftMs > 0 ? Math.max(TOKEN_RETRY_MS, leftMs / 2) : Infinity;
    renewAfter(Math.min(RENEWAL_RETRY_MS, soonMs));
  }

  /** Whatever swallows one handshake swallows the next as slowly: chats go by HTTP from now on. */
  function hung(): void {
    opening = undefined;
    failures = Math.max(failures, POLLING_AFTER_FAILURES - 1);
    dropEnded();
    if (current) renewAgain();
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
      connect(tokens.renew);
      return;
    }
    backOff();
  }

  function backOff(): void {
    failures += 1;
    cancelTimer();
    cancelTimer = platform.after(backoffMs(failures, platform.random()), () => connect(tokens.get));
  }

  function renewAfter(delayMs: number): void {
    cancelTimer();
    cancelTimer = platform.after(delayMs, renew);
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
    else connect(wasRefused ? tokens.renew : tokens.get);
    publish();
  }

  function wentOffline(): void {
    const wasOpen = current !== undefined;
    closeAll();
    tryAgain(wasOpen);
    publish();
  }

  const isLimited = () => platform.now() < limitedUntil;

  function judge(): ConnectionState {
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
      connect(tokens.get);
    },
    stop() {
      isStarted = isRefused = hasRenewedToken = false;
      failures = limitedUntil = 0;
      for (const stopListening of unlisten) stopListening();
      closeAll();
      publish();
    },
    subscribe(channel) {
      followed.add(channel);
      current?.subscribe(channel);
      return () => {
        followed.delete(channel);
        const isShared = [...followed].some((other) => channelName(other) === channelName(channel));
        if (!isShared) current?.unsubscribe(channel);
      };
    },
    send(command) {
      current?.send(command);
      return current !== undefined;
    },
    probe: () => current?.probe(),
    setReachable(reachable) {
      isReachable = reachable;
      publish();
    },
    setRateLimited(seconds) {
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
