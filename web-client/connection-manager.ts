import {
  type Channel,
  type CommandInput,
  type ParseFrame,
  type Push,
  type Reply,
  SOCKET_STAGE,
} from '../protocol/index.ts';
import { createConnectionDriver } from './connection-driver.ts';
import { type EventType, type State, TRANSITIONS } from './connection-table.ts';
import { createListeners } from './listeners.ts';
import type { Tokens } from './tokens.ts';
import type { ConnectionState, Platform } from './types.ts';

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
  /** Call after a reply times out: checks whether the connection is dead. */
  probe(): void;
  /** The HTTP API says whether the server could be reached, and there was a token to ask it with. */
  setReachable(isReachable: boolean): void;
  /** The HTTP API says that a renewed token was refused too. */
  refuse(): void;
  /** The server gives out no token for so long: none is asked for before. */
  setRateLimited(seconds: number): void;
};

/** Keeps one connection alive. What happens when is in the table `TRANSITIONS`. */
export function createConnectionManager(
  platform: Platform,
  origin: string,
  tokens: Tokens,
  parse: ParseFrame,
): ConnectionManager {
  const states = createListeners<ConnectionState>();
  const events = createListeners<Reply | Push>();
  let state: State = 'idle';
  let published: ConnectionState = 'idle';
  /** By HTTP, with a token of now: only a response of the API shows that. */
  let isReachable = false;

  const driver = createConnectionDriver({
    platform,
    url: `${origin.replace(/^http/, 'ws')}/${SOCKET_STAGE}`,
    parse,
    tokens,
    dispatch,
    lost() {
      // What took the socket may have taken the rest.
      isReachable = false;
    },
    received: events.emit,
  });

  function dispatch(event: EventType): void {
    const [next, ...effects] = TRANSITIONS[event][state] ?? [state];
    if (next !== state) driver.cancelTimer();
    state = next;
    for (const effect of effects) driver.effects[effect]();
    publish();
  }

  function judge(): ConnectionState {
    if (state === 'renewing' || state === 'replacing') return 'connected';
    if (state === 'connected' || state === 'idle' || state === 'refused') return state;
    if (!platform.isOnline()) return 'offline';
    const isPolling = isReachable && driver.isStruggling() && state !== 'limited';
    return isPolling ? 'polling' : state;
  }

  function publish(): void {
    const next = judge();
    if (next === published) return;
    published = next;
    states.emit(next);
  }

  return {
    state: () => published,
    onState: states.add,
    onEvent: events.add,
    start: () => dispatch('start'),
    stop: () => dispatch('stop'),
    subscribe: driver.subscribe,
    send: driver.send,
    probe: driver.effects.probe,
    setReachable(reachable) {
      isReachable = reachable;
      publish();
    },
    refuse: () => dispatch('refused'),
    setRateLimited: driver.limit,
  };
}
