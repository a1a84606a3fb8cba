import styles from './DayDivider.module.css';

/** Stands where a joined conversation begins or ends: the times fall back there. */
export function JoinedDivider(props: { isEnd: boolean }) {
  return (
    <li class={styles.divider} data-joined>
      <span class={styles.label}>
        {props.isEnd ? 'End of the joined conversation' : 'Joined from an anonymous conversation'}
      </span>
    </li>
  );
}
