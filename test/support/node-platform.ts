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
    openSocket(url, protocols) {
      const socket = new WebSocket(url, protocols);
      socket.on('error', () => {});
      return {
        get readyState() {
          return socket.readyState;
        },
        send: (text) => socket.send(text),
        close: (code) => socket.close(code),
        listen(on) {
          socket.on('open', on.open);
          socket.on('message', (data) => on.text(String(data)));
          socket.on('close', on.closed);
        },
      };
    },
    storage: aStore(),
    isOnline: () => true,
    onResume: () => () => {},
    onOffline: () => () => {},
  };
}
