import type { Push, Reply } from '../protocol/index.ts';
import { ApiError } from './api-error.ts';
import { backoffMs } from './backoff.ts';
import type { ConnectionManager } from './connection-manager.ts';
import { createTimers } from './timers.ts';
import type { ConnectionState, Platform } from './types.ts';

const POLL_MS = 5_000;
/** A sign of life on the socket is also the moment to look whether a push was lost. */
const CHECK_AFTER_MS = 60_000;

export type Resync = {
  /** Fetches now; at once again when that happens during a fetch. */
  refresh(): void;
  stop(): void;
};

export type ResyncOptions = {
  platform: Platform;
  connection: ConnectionManager;
  /** Whether a `subscribed` or `rejected` is about what is kept fresh. */
  concerns(reply: Extract<Reply, { type: 'subscribed' | 'rejected' }>): boolean;
  /** Whether the newest `seq` that the server tells of a channel is unknown here. */
  isBehind(last_seq: number): boolean;
  /** Fetches what may have been missed. False: something is known to be missing still. */
  fetch(): Promise<boolean>;
};

/**
 * Decides when to fetch what pushes may have missed: at first, after every reconnect, when the page
 * comes back to life, at a known gap, every 5 s while there is no socket, and again after an error.
 */
export function createResync(options: ResyncOptions): Resync {
  const { platform, connection } = options;
  let isFetching = false;
  let isAskedAgain = false;
  let isStopped = false;
  let isRejected = false;
  let mayHaveMissed = false;
  let failures = 0;
  let freshAt = 0;
  const timers = createTimers<'refresh'>(platform);

  const isAllowed = () =>
    !isStopped && connection.state() !== 'idle' && connection.state() !== 'refused';

  function refresh(): void {
    timers.clearAll();
    if (!isAllowed()) return;
    if (isFetching) isAskedAgain = true;
    else void fetchOnce();
  }

  async function fetchOnce(): Promise<void> {
    isFetching = true;
    isAskedAgain = false;
    let waitMs = 0;
    const isComplete = await options.fetch().catch((error: unknown) => {
      if (error instanceof ApiError) waitMs = (error.retry_after ?? 0) * 1_000;
      return false;
    });
    isFetching = false;
    failures = isComplete ? 0 : failures + 1;
    if (isComplete) freshAt = platform.now();
    if (isAskedAgain) refresh();
    else scheduleNext(waitMs);
  }

  function scheduleNext(waitMs: number): void {
    if (!isAllowed()) return;
    const isPolling = isRejected || connection.state() === 'polling';
    if (failures > 0) later(Math.max(waitMs, backoffMs(failures, platform.random())));
    else if (isPolling) later(POLL_MS);
  }

  const later = (delayMs: number) => timers.set('refresh', delayMs, refresh);

  function onState(state: ConnectionState): void {
    if (!isAllowed()) timers.clearAll();
    const isLost = state === 'waiting' && !mayHaveMissed;
    if (state !== 'connected' && state !== 'connecting') mayHaveMissed = true;
    // Finds out whether there is still a way by HTTP; at once would be in one crowd with everybody.
    if (isLost && !isFetching) later(POLL_MS * platform.random());
    const isOverdue = freshAt === 0 || (failures > 0 && state === 'connected');
    // Not while fetching: what comes next is decided at its end.
    if ((isOverdue || state === 'polling') && !isFetching) refresh();
  }

  function onEvent(event: Reply | Push): void {
    // The connection has ended with its token, and nobody knows how long ago.
    if (event.type === 'error' && event.code === 'unauthorized') mayHaveMissed = true;
    if (event.type === 'pong' && platform.now() - freshAt > CHECK_AFTER_MS) refresh();
    if (event.type !== 'subscribed' && event.type !== 'rejected') return;
    if (!options.concerns(event)) return;
    isRejected = event.type === 'rejected';
    const isBehind = event.type === 'subscribed' && options.isBehind(event.last_seq ?? 0);
    if (!isRejected && !mayHaveMissed && !isBehind) return;
    mayHaveMissed = false;
    refresh();
  }

  const removers = [
    connection.onState(onState),
    connection.onEvent(onEvent),
    platform.onResume(refresh),
  ];
  refresh();

  return {
    refresh,
    stop() {
      isStopped = true;
      timers.clearAll();
      for (const remove of removers) remove();
    },
  };
}
