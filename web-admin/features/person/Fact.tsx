import type { ParentProps } from 'solid-js';
import styles from './Fact.module.css';

/** One thing that is known of somebody, within a `dl`. */
export function Fact(props: ParentProps<{ label: string }>) {
  return (
    <div>
      <dt class={styles.label}>{props.label}</dt>
      <dd class={styles.fact}>{props.children}</dd>
    </div>
  );
}
