import { randomUUID } from 'node:crypto';
import type { Platform, SocketLike, SocketListeners } from '../../../web-client/types.ts';
import { aStore } from '../../support/storage.ts';

export type FakeSocket = SocketLike & {
  readonly readyState: number;
  readonly protocols: readonly string[];
  /** The server's side of it. */
  accept(): void;
  push(frame: unknown): void;
  drop(code?: number): void;
  isOpen(): boolean;
};

/** What answers a fake platform: sockets and requests. */
export type Backend = {
  opened(socket: FakeSocket): void;
  received(socket: FakeSocket, text: string): void;
  closed(socket: FakeSocket): void;
  answer(request: {
    method: string;
    path: string;
    token: string;
    body: unknown;
  }): Promise<Response>;
};

export type FakePlatform = Platform & {
  readonly sockets: readonly FakeSocket[];
  /** Moves the clock, timer by timer, and lets everything that follows happen. */
  advance(ms: number): Promise<void>;
  timers(): number;
  setOnline(isOnline: boolean): void;
  wakeUp(): void;
  /** How many listeners to the browser are left. */
  listeners(): number;
};

export function createFakePlatform(
  backend: Backend,
  storage = aStore(),
  { seed = 1, startsAt = Date.parse('2026-01-01T00:00:00.000Z') } = {},
): FakePlatform {
  let now = startsAt;
  let isOnline = true;
  let chance = seed;
  const timers = new Set<{ at: number; fn: () => void }>();
  const resumed = new Set<() => void>();
  const wentOffline = new Set<() => void>();
  const sockets: FakeSocket[] = [];

  function nextTimer(until: number) {
    const due = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    return due[0];
  }

  return {
    sockets,
    now: () => now,
    random() {
      chance = (chance * 16_807) % 2_147_483_647;
      return chance / 2_147_483_647;
    },
    uuid: () => randomUUID(),
    after(ms, fn) {
      const timer = { at: now + ms, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async fetch(input, init) {
      const url = new URL(String(input));
      const headers = new Headers(init?.headers);
      return await backend.answer({
        method: init?.method ?? 'GET',
        path: url.pathname + url.search,
        token: headers.get('authorization')?.replace('Bearer ', '') ?? '',
        body: init?.body ? JSON.parse(String(init.body)) : undefined,
      });
    },
    openSocket(_url, protocols, on) {
      const socket = createFakeSocket(protocols, backend, on);
      sockets.push(socket);
      backend.opened(socket);
      return socket;
    },
    storage,
    isOnline: () => isOnline,
    onResume: (listener) => addTo(resumed, listener),
    onOffline: (listener) => addTo(wentOffline, listener),
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = nextTimer(until); timer; timer = nextTimer(until)) {
        timers.delete(timer);
        now = timer.at;
        timer.fn();
        await settle();
      }
      now = until;
    },
    timers: () => timers.size,
    setOnline(next) {
      isOnline = next;
      for (const listener of [...(next ? resumed : wentOffline)]) listener();
    },
    wakeUp() {
      for (const listener of [...resumed]) listener();
    },
    listeners: () => resumed.size + wentOffline.size,
  };
}

/** Lets promises and the body of a `Response` come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function addTo(listeners: Set<() => void>, listener: () => void): () => void {
  const own = () => listener();
  listeners.add(own);
  return () => listeners.delete(own);
}

function createFakeSocket(protocols: string[], backend: Backend, on: SocketListeners): FakeSocket {
  let state = 0;

  const socket: FakeSocket = {
    protocols,
    get readyState() {
      return state;
    },
    send(text) {
      if (state === 1) backend.received(socket, text);
    },
    close() {
      if (state === 3) return;
      state = 3;
      backend.closed(socket);
    },
    accept() {
      if (state !== 0) return;
      state = 1;
      on.open();
    },
    push(frame) {
      if (state === 1) on.text(JSON.stringify(frame));
    },
    drop() {
      if (state === 3) return;
      state = 3;
      backend.closed(socket);
      on.closed();
    },
    isOpen: () => state === 1,
  };
  return socket;
}
