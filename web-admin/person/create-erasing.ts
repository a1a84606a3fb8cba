import { type Accessor, createSignal } from 'solid-js';
import type { Erased } from '../../protocol/index.ts';

export type Erasing = {
  readonly state: Accessor<'idle' | 'asking' | 'erasing' | 'failed'>;
  ask(): void;
  /** Not while something is being erased: that cannot be taken back. */
  cancel(): void;
  start(): void;
};

/**
 * Asks before it erases, and then asks the server as often as it takes. After a failure part may be
 * gone; starting again takes the rest.
 */
export function createErasing(options: { erase(): Promise<Erased>; erased(): void }): Erasing {
  const [state, setState] = createSignal<ReturnType<Erasing['state']>>('idle');

  async function run(): Promise<void> {
    setState('erasing');
    try {
      let isErased = false;
      while (!isErased) isErased = (await options.erase()).erased;
    } catch {
      setState('failed');
      return;
    }
    setState('idle');
    options.erased();
  }

  return {
    state,
    ask: () => setState('asking'),
    cancel: () => state() !== 'erasing' && setState('idle'),
    start: () => {
      if (state() !== 'erasing') void run();
    },
  };
}
