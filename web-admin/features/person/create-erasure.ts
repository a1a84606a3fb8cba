import { type Accessor, createSignal } from 'solid-js';
import type { Erased, ErrorCode } from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/index.ts';

export type Erasure = {
  readonly state: Accessor<'idle' | 'asking' | 'erasing' | 'failed'>;
  /** How many messages are deleted, out of how many; undefined until the server has said so. */
  readonly progress: Accessor<{ readonly gone: number; readonly total: number } | undefined>;
  ask(): void;
  /** Does nothing while the erasure runs: it cannot be undone. */
  cancel(): void;
  /** `messageCount` is the number of messages in the chat. */
  start(messageCount: number): void;
};

export type ErasureOptions = {
  erase(): Promise<Erased>;
  onErased(): void;
  pause(ms: number): Promise<void>;
};

/** Pauses between tries after failures in a row. After the last one it fails. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];
/** Errors that a retry cannot change. */
const FINAL_CODES: readonly ErrorCode[] = ['forbidden', 'unauthorized', 'invalid_request'];

/**
 * Asks before it erases, then calls the server until everything is deleted: each call deletes a part,
 * and failed calls are retried. After a final failure a part may be deleted; starting again deletes the
 * rest.
 */
export function createErasure(options: ErasureOptions): Erasure {
  const [state, setState] = createSignal<ReturnType<Erasure['state']>>('idle');
  const [progress, setProgress] = createSignal<ReturnType<Erasure['progress']>>();

  function updateProgress({ remaining }: Erased, messageCount: number): void {
    if (remaining === undefined) return;
    // The user may have written more since.
    const total = Math.max(messageCount, progress()?.total ?? 0, remaining);
    setProgress({ gone: total - remaining, total });
  }

  /** @throws the error of a call that cannot be retried, or failed too often. */
  async function eraseAll(messageCount: number): Promise<void> {
    let failures = 0;
    for (;;) {
      try {
        const response = await options.erase();
        if (response.erased) return;
        failures = 0;
        updateProgress(response, messageCount);
      } catch (error) {
        const pauseMs = PAUSES_MS[failures];
        if (pauseMs === undefined || isFinal(error)) throw error;
        failures += 1;
        await options.pause(Math.max(pauseMs, retryAfterMs(error)));
      }
    }
  }

  async function run(messageCount: number): Promise<void> {
    setState('erasing');
    try {
      await eraseAll(messageCount);
    } catch {
      setState('failed');
      return;
    }
    setState('idle');
    options.onErased();
  }

  return {
    state,
    progress,
    ask() {
      setProgress(undefined);
      setState('asking');
    },
    cancel: () => state() !== 'erasing' && setState('idle'),
    start(messageCount) {
      if (state() !== 'erasing') void run(messageCount);
    },
  };
}

const isFinal = (error: unknown) => error instanceof ApiError && FINAL_CODES.includes(error.code);

const retryAfterMs = (error: unknown) =>
  error instanceof ApiError ? (error.retry_after ?? 0) * 1_000 : 0;
