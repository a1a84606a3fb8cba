import type { KeyValueStore, Platform } from '../web-client/types.ts';

/** The real browser, with the storage that the app keeps its things in. */
export function browserPlatform(storage: KeyValueStore): Platform {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    uuid,
    after(ms, fn) {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
    fetch: (input, init) => fetch(input, init),
    openSocket(url, protocols, { open, text, closed }) {
      const socket = new WebSocket(url, protocols);
      socket.onopen = open;
      socket.onmessage = ({ data }) => text(String(data));
      socket.onclose = closed;
      return socket;
    },
    storage,
    isOnline: () => navigator.onLine,
    onResume(listener) {
      const onVisible = () => {
        if (document.visibilityState === 'visible') listener();
      };
      return joined(
        on(window, 'online', listener),
        on(window, 'pageshow', listener),
        on(document, 'visibilitychange', onVisible),
      );
    },
    onOffline: (listener) => on(window, 'offline', listener),
  };
}

/** `randomUUID` is missing on pages without TLS, where a shop under development may live. */
const uuid = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

function on(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}

function joined(...removers: (() => void)[]): () => void {
  return () => {
    for (const remove of removers) remove();
  };
}
