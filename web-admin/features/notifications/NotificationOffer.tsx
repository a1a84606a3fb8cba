import styles from './NotificationOffer.module.css';

/** Offered to whoever has just missed a message. */
export function NotificationOffer(props: { onAccept: () => void; onDecline: () => void }) {
  return (
    <section class={`raised ${styles.offer}`} aria-labelledby={TITLE_ID}>
      <p id={TITLE_ID} class={styles.title}>
        You missed a message
      </p>
      <p class={styles.text}>A desktop notification can tell you next time.</p>
      <div class={styles.answers}>
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
