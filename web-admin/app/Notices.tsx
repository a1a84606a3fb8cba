import { Show } from 'solid-js';
import styles from './Notices.module.css';
import { ToastView } from './ToastView.tsx';

/** What is said about the connection and about what was done. It lies over the page and moves nothing. */
export function Notices(props: { warning: string | undefined }) {
  return (
    <div class={styles.notices}>
      <ToastView />
      <div role="status">
        <Show when={props.warning}>
          <p class={styles.warning}>{props.warning}</p>
        </Show>
      </div>
    </div>
  );
}
