import {
  CLIENT_ID_TTL_SECONDS,
  CONTENT_MAX_CHARACTERS,
  type ErrorCode,
} from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import type { Platform } from './types.ts';
import { type UnsentMessage, type UnsentStore, withUnsent } from './unsent-store.ts';

const RESPONSE_TIMEOUT_MS = 10_000;
/** Beyond this age the server may have forgotten the `client_id`, and would store a second one. */
const SAFE_AGE_MS = (CLIENT_ID_TTL_SECONDS - 60 * 60) * 1_000;
/** Codes that the same message would meet again, or that its writer has to hear of. */
const FINAL_CODES: readonly ErrorCode[] = [
  'invalid_request',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
];

export type Outbox = {
  /** In written order. What was accepted stays until `settle` finds it shown. */
  unsent(): readonly UnsentMessage[];
  /** `settled` is told once whether the server has stored it or will not. */
  write(content: string, settled?: (isStored: boolean) => void): void;
  retry(client_id: string): void;
  discard(client_id: string): void;
  /** Lets go of what failed and is kept no more: another tab has discarded it, or sent it. */
  dropDiscarded(): void;
  /** Sends what waits, what is under way too: for when a new way to the server has opened. */
  flush(): void;
  /** The server has committed it. */
  accept(client_id: string): void;
  /**
   * The server refused it or could not be reached; only some codes are final. With `rate_limited` it
   * is sent again after so many seconds, and all others after it. Without an id it is the one under way.
   */
  fail(client_id: string | undefined, code: ErrorCode, retry_after?: number): void;
  /** Whether the server takes no more messages for the moment. */
  isLimited(): boolean;
  /** Lets go of what the screen shows as committed. */
  settle(isShown: (unsent: UnsentMessage, isAccepted: boolean) => boolean): void;
  /** Takes over what an earlier page left behind, and keeps there what is written from now on. */
  restore(store: UnsentStore): void;
  /** Whether nothing is left to be sent. */
  isIdle(): boolean;
  stop(): void;
};

export type OutboxOptions = {
  platform: Platform;
  /** Whether there is a way to the server now. */
  isReady(): boolean;
  /** Sends one message. Its outcome comes back by `accept` or `fail`, or not at all. */
  transmit(unsent: UnsentMessage): void;
  /** A message got no reply in time; it is sent again. */
  unanswered(): void;
  changed(): void;
};

/**
 * Messages on their way. One at a time is under way, so that they are committed in written order;
 * each is sent under its own `client_id` until there is a reply, so that none is stored twice.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { platform, isReady, transmit, changed } = options;
  const isUnsent = ({ client_id, code }: UnsentMessage) => !code && !accepted.has(client_id);
  let waiting: readonly UnsentMessage[] = [];
  const accepted = new Set<string>();
  const waiters = new Map<string, (isStored: boolean) => void>();
  let store: UnsentStore | undefined;
  let underWay: string | undefined;
  let failures = 0;
  /** The server takes no message before this time; undefined while it takes them. */
  let limitedUntil: number | undefined;
  let cancelTimer = () => {};

  const find = (client_id: string) => waiting.find((unsent) => unsent.client_id === client_id);
  const nowText = () => new Date(platform.now()).toISOString();

  function flush(): void {
    stop();
    const next = isReady() ? waiting.find(isUnsent) : undefined;
    if (!next) return;
    if (platform.now() - Date.parse(next.created_at) > SAFE_AGE_MS) {
      put({ ...next, code: 'conflict' });
      return;
    }
    const waitMs = (limitedUntil ?? 0) - platform.now();
    if (waitMs > 0) {
      cancelTimer = platform.after(waitMs, flush);
      return;
    }
    underWay = next.client_id;
    cancelTimer = platform.after(RESPONSE_TIMEOUT_MS, repeat);
    transmit(next);
  }

  function repeat(): void {
    options.unanswered();
    flush();
  }

  function stop(): void {
    cancelTimer();
    underWay = undefined;
  }

  function put(unsent: UnsentMessage): void {
    waiting = withUnsent(waiting, unsent);
    store?.put(unsent);
    if (unsent.code) settleWaiter(unsent.client_id, false);
    changed();
    if (!underWay) flush();
  }

  function settleWaiter(client_id: string, isStored: boolean): void {
    waiters.get(client_id)?.(isStored);
    waiters.delete(client_id);
  }

  function remove(client_id: string): void {
    waiting = waiting.filter((unsent) => unsent.client_id !== client_id);
    accepted.delete(client_id);
    store?.remove(client_id);
  }

  function accept(client_id: string): void {
    if (!find(client_id) || accepted.has(client_id)) return;
    accepted.add(client_id);
    store?.remove(client_id);
    failures = 0;
    limitedUntil = undefined;
    settleWaiter(client_id, true);
    if (underWay === client_id) flush();
  }

  return {
    unsent: () => waiting,
    write(content, settled) {
      const isTooLong = [...content].length > CONTENT_MAX_CHARACTERS;
      const code = isTooLong ? ('too_large' as const) : undefined;
      const client_id = platform.uuid();
      if (settled) waiters.set(client_id, settled);
      put({ client_id, content, created_at: nowText(), code });
    },
    retry(client_id) {
      const failed = find(client_id);
      if (failed?.code) put({ ...failed, created_at: nowText(), code: undefined });
    },
    discard(client_id) {
      if (!find(client_id)?.code) return;
      remove(client_id);
      changed();
    },
    dropDiscarded() {
      const kept = store?.list();
      // What is pending here stays: sent twice, it is stored once, and a lost write costs nothing.
      const isGone = ({ client_id, code }: UnsentMessage) =>
        code && kept && !kept.some((other) => other.client_id === client_id);
      if (!waiting.some(isGone)) return;
      waiting = waiting.filter((unsent) => !isGone(unsent));
      changed();
    },
    flush,
    accept,
    fail(client_id, code, retry_after = 1) {
      const unsent = underWay && find(underWay);
      if (!unsent || (client_id ?? underWay) !== underWay) return;
      cancelTimer();
      if (FINAL_CODES.includes(code)) {
        stop();
        put({ ...unsent, code });
        return;
      }
      failures += 1;
      const waitMs = backoffMs(failures, platform.random());
      if (code === 'rate_limited') {
        limitedUntil = platform.now() + Math.max(retry_after * 1_000, waitMs);
        flush();
        changed();
      } else cancelTimer = platform.after(waitMs, flush);
    },
    isLimited: () => limitedUntil !== undefined && waiting.some(isUnsent),
    settle(isShown) {
      for (const unsent of waiting) {
        if (!isShown(unsent, accepted.has(unsent.client_id))) continue;
        accept(unsent.client_id);
        remove(unsent.client_id);
      }
    },
    restore(restored) {
      const left = restored.list().filter(({ client_id }) => !find(client_id));
      for (const unsent of waiting) if (!accepted.has(unsent.client_id)) restored.put(unsent);
      waiting = [...left, ...waiting];
      store = restored;
      changed();
      if (!underWay) flush();
    },
    isIdle: () => !waiting.some(isUnsent),
    stop,
  };
}
