import type { KeyValueStore, Platform, SocketLike } from './types.ts';

/** The real browser. */
export function browserPlatform(): Platform {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    uuid,
    after(ms, fn) {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
    fetch: (input, init) => fetch(input, init),
    openSocket: (url, protocols) => wrapSocket(new WebSocket(url, protocols)),
    storage: browserStorage(),
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
function uuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

function wrapSocket(socket: WebSocket): SocketLike {
  return {
    get readyState() {
      return socket.readyState;
    },
    send: (text) => socket.send(text),
    close: (code) => socket.close(code),
    listen(listeners) {
      socket.onopen = () => listeners.open();
      socket.onmessage = ({ data }) => listeners.text(String(data));
      socket.onclose = ({ code }) => listeners.closed(code);
    },
  };
}

/** Storage may be blocked or full: then what was kept lives as long as the page. */
function browserStorage(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    get: (key) => attempt(() => localStorage.getItem(key)) ?? kept.get(key) ?? null,
    set(key, value) {
      kept.set(key, value);
      // What the browser holds is the truth for all its tabs; a copy here would outlive it.
      attempt(() => {
        localStorage.setItem(key, value);
        kept.delete(key);
      });
    },
    remove(key) {
      kept.delete(key);
      attempt(() => localStorage.removeItem(key));
    },
  };
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

function on(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}

function joined(...removers: (() => void)[]): () => void {
  return () => {
    for (const remove of removers) remove();
  };
}
