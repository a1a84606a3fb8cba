import type { Message } from '../../../../protocol/index.ts';
import type { KeyValueStore } from '../../../../web-client/types.ts';
import type { NotificationSound } from '../../../../web-shared/notification-sound.ts';
import { onceAcrossTabs, turnDelayMs } from '../../../../web-shared/once-across-tabs.ts';

const HEARD_KEY = 'heard';

export type OncePlayer = {
  /** A message of an admin has come. */
  announce(message: Message): Promise<void>;
  /** What is not sounding yet never will. */
  cancel(): void;
};

export type OncePlayerParts = {
  readonly sound: Pick<NotificationSound, 'isReady' | 'play'>;
  /** Shared by all tabs of this person. */
  readonly storage: KeyValueStore;
  /** Runs the work while no other tab runs its own. */
  withTabLock(work: () => Promise<void>): Promise<void>;
  isMuted(): boolean;
  isHidden(): boolean;
  /** Up to when the messages have been read, in whichever tab. */
  readUpTo(): string;
  wait(ms: number): Promise<void>;
};

/**
 * Plays the sound once for a message, however many tabs learn of it, and however far apart. What has
 * been heard is stored as the time of the newest such message: within a chat it never falls behind,
 * not even when the chat is erased and counts from 1 again. Only a tab that can be heard asks for the
 * lock. Without locks there is still the delay of the hidden tabs, no two of which are the same.
 */
export function createOncePlayer(parts: OncePlayerParts): OncePlayer {
  const { sound, storage } = parts;
  let newest = '';
  let round = {};

  const isNews = () => !parts.isMuted() && newest > (storage.get(HEARD_KEY) ?? '');

  async function announce({ created_at, read_at }: Message): Promise<void> {
    if (read_at !== null) return;
    if (created_at > newest) newest = created_at;
    const mine = round;
    if (parts.isHidden()) {
      await parts.wait(turnDelayMs(true));
      if (newest <= parts.readUpTo()) return;
    }
    if (!isNews() || !(await sound.isReady())) return;
    await onceAcrossTabs(
      parts.withTabLock,
      () => {
        if (round !== mine || !isNews()) return undefined;
        storage.set(HEARD_KEY, newest);
        return true;
      },
      sound.play,
    );
  }

  return {
    announce,
    cancel() {
      round = {};
    },
  };
}
