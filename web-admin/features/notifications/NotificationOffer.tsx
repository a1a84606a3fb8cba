import { type Accessor, createSignal, onCleanup } from 'solid-js';
import styles from './NotificationOffer.module.css';
import type { NotificationStorage } from './notification-storage.ts';

export type Offer = {
  readonly isOpen: Accessor<boolean>;
  /** A message arrived that a desktop notification would have shown. */
  missed(): void;
  /** Whether accepted or declined: it is never offered again. */
  answered(): void;
};

const ANSWERED_KEY = 'offer-answered';

/** Offers desktop notifications once, after one would have been useful. */
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

export function NotificationOffer(props: { onAccept: () => void; onDecline: () => void }) {
  return (
    <section class={`raised ${styles.offer}`} aria-labelledby={TITLE_ID}>
      <p id={TITLE_ID} class={styles.title}>
        You missed a message
      </p>
      <p class={styles.text}>Turn on desktop notifications to see the next one.</p>
      <div class={styles.choices}>
        <button type="button" class="button primary" onClick={() => props.onAccept()}>
          Turn on
        </button>
        <button type="button" class="button plain" onClick={() => props.onDecline()}>
          No, thanks
        </button>
      </div>
    </section>
  );
}

const TITLE_ID = 'notification-offer-title';
