import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import type { Platform } from '../../web-client/index.ts';
import { aStore } from './storage.ts';

/** The chat client's platform on Node: real sockets and timers, and storage in memory. */
export function nodePlatform(): Platform {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    uuid: () => randomUUID(),
    after(ms, fn) {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
    fetch: (input, init) => fetch(input, init),
    openSocket(url, protocols, on) {
      const socket = new WebSocket(url, protocols);
      socket.on('error', () => {});
      socket.on('open', on.open);
      socket.on('message', (data) => on.text(String(data)));
      socket.on('close', on.closed);
      return socket;
    },
    storage: aStore(),
    isOnline: () => true,
    onResume: () => () => {},
    onOffline: () => () => {},
  };
}
