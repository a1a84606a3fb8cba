import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { NotificationStorage } from './notification-storage.ts';

const ANSWERED_KEY = 'offer-answered';

export type Offer = {
  readonly isOpen: Accessor<boolean>;
  /** Something came that a notification would have told of. */
  missed(): void;
  /** Whatever the answer was: it is never offered again. */
  answered(): void;
};

/** Offers notifications once: when there was use for one, never before. */
export function createOffer(storage: NotificationStorage): Offer {
  const isAnswered = () => storage.get(ANSWERED_KEY) !== null;
  const [isOpen, setIsOpen] = createSignal(false);
  onCleanup(storage.onOthers(() => isAnswered() && setIsOpen(false)));
  return {
    isOpen,
    missed: () => setIsOpen(!isAnswered()),
    answered() {
      storage.set(ANSWERED_KEY, 'yes');
      setIsOpen(false);
    },
  };
}
