import styles from './DayDivider.module.css';
import { dayLabel } from './day-label.ts';

export function DayDivider(props: { at: string; nowMs: number }) {
  return (
    <li class={styles.divider}>
      <h3 class={styles.label}>{dayLabel(props.at, props.nowMs)}</h3>
    </li>
  );
}
