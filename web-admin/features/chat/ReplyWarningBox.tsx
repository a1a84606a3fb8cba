import { Show } from 'solid-js';
import { useSession } from '../../shared/session/session-context.tsx';
import { Icon } from '../../shared/ui/Icon.tsx';
import type { ReplyWarning } from './create-reply-warning.ts';
import styles from './ReplyWarningBox.module.css';

export function ReplyWarningBox(props: { warning: ReplyWarning; onDismiss: () => void }) {
  const { signedIn } = useSession();
  const isOwn = () => props.warning.reply.sender_name === signedIn.label;
  return (
    <div class={styles.warning} data-held={props.warning.isHeld}>
      <div class={styles.words}>
        <p class={styles.title}>
          <Show when={!isOwn()} fallback="You replied in another window while writing here.">
            <bdi>{props.warning.reply.sender_name}</bdi> replied while you were writing.
          </Show>
        </p>
        <blockquote class={styles.reply} dir="auto">
          {props.warning.reply.content}
        </blockquote>
        <Show when={props.warning.isHeld}>
          <p>Not sent yet. Send it again if the user should get both.</p>
        </Show>
      </div>
      <button
        type="button"
        class={styles.dismiss}
        aria-label="Dismiss"
        onClick={() => props.onDismiss()}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
