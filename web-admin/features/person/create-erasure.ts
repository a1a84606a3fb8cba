import { type Accessor, createSignal } from 'solid-js';
import type { Erased, ErrorCode } from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/index.ts';

export type Erasure = {
  readonly state: Accessor<'idle' | 'asking' | 'erasing' | 'failed'>;
  /** How many messages are gone of how many; undefined before the server has said so. */
  readonly progress: Accessor<{ readonly gone: number; readonly total: number } | undefined>;
  ask(): void;
  /** Not while something is being erased: that cannot be taken back. */
  cancel(): void;
  /** Told how many messages there are. */
  start(messageCount: number): void;
};

export type ErasureOptions = {
  erase(): Promise<Erased>;
  erased(): void;
  pause(ms: number): Promise<void>;
};

/** Pauses after failures in a row; after the last one somebody has to ask again. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];
/** What the same request would meet again. */
const FINAL_CODES: readonly ErrorCode[] = ['forbidden', 'unauthorized', 'invalid_request'];

/**
 * Asks before it erases, and then asks the server as often as it takes, also after answers that mean
 * that it was too much at once. After a failure part may be gone; starting again takes the rest.
 */
export function createErasure(options: ErasureOptions): Erasure {
  const [state, setState] = createSignal<ReturnType<Erasure['state']>>('idle');
  const [progress, setProgress] = createSignal<ReturnType<Erasure['progress']>>();

  function note({ remaining }: Erased, messageCount: number): void {
    if (remaining === undefined) return;
    // Somebody may have gone on writing.
    const total = Math.max(messageCount, progress()?.total ?? 0, remaining);
    setProgress({ gone: total - remaining, total });
  }

  /** Throws what is final, or what came back too often. */
  async function eraseAll(messageCount: number): Promise<void> {
    let failures = 0;
    for (;;) {
      try {
        const answer = await options.erase();
        if (answer.erased) return;
        failures = 0;
        note(answer, messageCount);
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
    options.erased();
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
