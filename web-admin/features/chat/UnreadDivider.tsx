import styles from './DayDivider.module.css';

/** Stands before the first message that the reader has not seen. */
export function UnreadDivider() {
  return (
    <li class={styles.divider} data-unread>
      <span class={styles.label}>New</span>
    </li>
  );
}
