import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { SharedStorage } from '../../../../web-shared/shared-storage.ts';

const MUTED_KEY = 'muted';

export type Mute = { readonly isMuted: Accessor<boolean>; toggle(): void };

/** Whether the reader wants no sound: remembered, and the same in all tabs. */
export function createMute(storage: SharedStorage): Mute {
  const read = () => storage.get(MUTED_KEY) !== null;
  const [isMuted, setIsMuted] = createSignal(read());
  onCleanup(storage.onOthers(() => setIsMuted(read())));
  return {
    isMuted,
    toggle() {
      if (isMuted()) storage.remove(MUTED_KEY);
      else storage.set(MUTED_KEY, 'yes');
      setIsMuted(read());
    },
  };
}
