import { Show } from 'solid-js';
import { Icon } from './Icon.tsx';
import styles from './NoticePage.module.css';

type NoticePageProps = {
  title: string;
  text?: string;
  isBusy?: boolean;
  action?: { label: string; run: () => unknown };
};

/** A page with one message and at most one action. */
export function NoticePage(props: NoticePageProps) {
  return (
    <main class={styles.page} aria-busy={props.isBusy}>
      <div class={`raised ${styles.card}`}>
        <Icon name="chat" class={styles.mark} />
        <h1 class={styles.title}>{props.title}</h1>
        <Show when={props.text}>
          <p class={styles.text}>{props.text}</p>
        </Show>
        <Show when={props.action}>
          {(action) => (
            <button type="button" class="button primary" onClick={() => action().run()}>
              {action().label}
            </button>
          )}
        </Show>
      </div>
    </main>
  );
}
