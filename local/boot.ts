import type { Part } from './types.ts';

/** The parts of a run in the order of their start. */
export type Boot = Part & {
  /** Remembers the part, to be stopped before those that started earlier. */
  started<P extends Part>(part: P): P;
};

export function createBoot(): Boot {
  const parts: Part[] = [];
  return {
    started(part) {
      parts.push(part);
      return part;
    },
    /** Every part is stopped, even when another one fails to; the first failure is thrown then. */
    async stop() {
      const failures: unknown[] = [];
      for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
        await part.stop().catch((error) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
