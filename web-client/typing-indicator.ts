import { stripBidiControls } from './strip-bidi-controls.ts';
import type { Platform } from './types.ts';

/** Who stopped without a word is taken off after this long. */
const EXPIRY_MS = 5_000;

export type TypingIndicator = {
  names(): readonly string[];
  note(name: string, isTyping: boolean): void;
  stop(): void;
};

/** The others who are typing now. */
export function createTypingIndicator(platform: Platform, onChange: () => void): TypingIndicator {
  const expiries = new Map<string, () => void>();

  function drop(name: string): boolean {
    expiries.get(name)?.();
    return expiries.delete(name);
  }

  return {
    names: () => [...expiries.keys()].map(stripBidiControls),
    note(name, isTyping) {
      const wasTyping = drop(name);
      const expire = () => {
        if (drop(name)) onChange();
      };
      if (isTyping) expiries.set(name, platform.after(EXPIRY_MS, expire));
      if (wasTyping !== isTyping) onChange();
    },
    stop() {
      for (const name of [...expiries.keys()]) drop(name);
    },
  };
}
