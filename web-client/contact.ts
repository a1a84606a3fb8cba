import { ApiError, NoResponseError } from './api-error.ts';
import { backoffMs } from './backoff.ts';
import type { ClientContext } from './client-context.ts';
import { createTimers } from './timers.ts';
import type { ChatSnapshot, UserApi } from './types.ts';

export type Contact = {
  shown(): Pick<ChatSnapshot, 'user_email' | 'email_state'>;
  /** The server is asked which address it knows; its response goes to the returned function. */
  ask(): (email: string | null) => void;
  leave(email: string): void;
  /** Saves what waits: for when a way to the server has opened. */
  flush(): void;
  stop(): void;
};

/**
 * The address that a visitor leaves. It is kept in the storage until the server has it, read again
 * before each try, so that an older one of another tab never replaces a newer one.
 */
export function createContact(
  context: ClientContext,
  api: Pick<UserApi, 'putContact'>,
  changed: () => void,
): Contact {
  const { connection, platform } = context;
  const { storage } = platform;
  const ownKey = context.person.then((owner) => `support-chat:email:${owner}`);
  let known: string | null = null;
  let state: ChatSnapshot['email_state'] = 'saved';
  let pending: string | null = null;
  let isUnderWay = false;
  let failures = 0;
  let saves = 0;
  const timers = createTimers<'retry'>(platform);

  const canSave = () => connection.state() === 'connected' || connection.state() === 'polling';

  function set(next: typeof state, email: string | null): void {
    state = next;
    pending = email;
    changed();
  }

  async function leave(email: string): Promise<void> {
    set('pending', email);
    storage.set(await ownKey, email);
    await flush();
  }

  async function flush(): Promise<void> {
    const key = await ownKey;
    const email = storage.get(key);
    // Another tab has saved a newer one.
    if (email === null && pending !== null) set('saved', null);
    if (email === null || isUnderWay) return;
    set('pending', email);
    if (!canSave()) return;
    isUnderWay = true;
    const outcome = await api.putContact({ email }).then(() => 'saved' as const, outcomeOf);
    isUnderWay = false;
    settle(key, email, outcome);
  }

  function settle(key: string, email: string, outcome: typeof state): void {
    if (outcome === 'saved') {
      known = email;
      saves += 1;
    }
    failures = outcome === 'pending' ? failures + 1 : 0;
    if (outcome === 'pending') {
      timers.set('retry', backoffMs(failures, platform.random()), () => void flush());
    } else if (storage.get(key) === email) {
      storage.remove(key);
      set(outcome, null);
    } else void flush();
  }

  void flush();

  return {
    shown: () => ({ user_email: pending ?? known, email_state: state }),
    ask() {
      const before = saves;
      return (email) => {
        // A response that was on its way while an address was saved may be older than that address.
        if (saves === before) known = email;
      };
    },
    leave: (email) => void leave(email),
    flush: () => void flush(),
    stop: timers.clearAll,
  };
}

/** Without a response, or when the server is busy, it is retried: to save an address twice is harmless. */
function outcomeOf(error: unknown): 'pending' | 'failed' {
  const isLimited = error instanceof ApiError && error.code === 'rate_limited';
  return isLimited || error instanceof NoResponseError ? 'pending' : 'failed';
}

/** The address of somebody else, which an admin sees and does not change. */
export function createKnownContact(): Contact {
  let known: string | null = null;
  return {
    shown: () => ({ user_email: known, email_state: 'saved' }),
    ask: () => (email) => {
      known = email;
    },
    leave() {},
    flush() {},
    stop() {},
  };
}
