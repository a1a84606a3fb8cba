import styles from './Progress.module.css';

/** "1,800 of 4,509 messages" */
export function Progress(props: { label: string; count: number; total: number }) {
  return (
    <>
      <progress
        class={styles.progress}
        aria-label={props.label}
        max={props.total}
        value={props.count}
      />
      {props.count.toLocaleString('en')} of {messagesText(props.total)}
    </>
  );
}

export function messagesText(count: number): string {
  return count === 1 ? '1 message' : `${count.toLocaleString('en')} messages`;
}
