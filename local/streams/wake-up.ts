/** A wait that can be cut short; a wake-up that comes while nobody waits cuts the next one. */
export type WakeUp = {
  now(): void;
  /** Resolves after the time, or as soon as it is woken. */
  wait(longestMs: number): Promise<void>;
};

export function createWakeUp(): WakeUp {
  let isWoken = false;
  let wake: (() => void) | undefined;
  return {
    now() {
      isWoken = true;
      wake?.();
    },
    async wait(longestMs) {
      if (!isWoken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, longestMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      isWoken = false;
    },
  };
}
