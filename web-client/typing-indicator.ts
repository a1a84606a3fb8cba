import { stripBidiControls } from './strip-bidi-controls.ts';
import { createTimers } from './timers.ts';
import type { Platform } from './types.ts';

/** Who stopped without saying so is removed after this long. */
const EXPIRY_MS = 5_000;

export type TypingIndicator = {
  names(): readonly string[];
  set(name: string, isTyping: boolean): void;
  stop(): void;
};

/** The others who are typing now, one timer each. */
export function createTypingIndicator(platform: Platform, onChange: () => void): TypingIndicator {
  const timers = createTimers<string>(platform);
  return {
    names: () => timers.running().map(stripBidiControls),
    set(name, isTyping) {
      const wasTyping = timers.clear(name);
      if (isTyping) timers.set(name, EXPIRY_MS, onChange);
      if (wasTyping !== isTyping) onChange();
    },
    stop: timers.clearAll,
  };
}
