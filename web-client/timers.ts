import type { Platform } from './types.ts';

export type Timers<Name> = {
  /** Runs `fn` once after `ms`, in place of what the timer of that name would have run. */
  set(name: Name, ms: number, fn: () => void): void;
  /** Whether that timer was running. */
  clear(name: Name): boolean;
  clearAll(): void;
  /** Those that are running, the oldest first. */
  running(): readonly Name[];
};

/** Timers by name, so that there is never a second one of a kind. */
export function createTimers<Name>({ after }: Platform): Timers<Name> {
  const cancels = new Map<Name, () => void>();

  function clear(name: Name): boolean {
    cancels.get(name)?.();
    return cancels.delete(name);
  }

  return {
    set(name, ms, fn) {
      clear(name);
      const fire = () => {
        cancels.delete(name);
        fn();
      };
      cancels.set(name, after(ms, fire));
    },
    clear,
    clearAll() {
      for (const name of cancels.keys()) clear(name);
    },
    running: () => [...cancels.keys()],
  };
}
