import { Show } from 'solid-js';
import { Icon } from '../../shared/ui/Icon.tsx';
import { typingLine, viewersLine } from './chat-texts.ts';
import styles from './PresenceLine.module.css';

/** Who is typing, and which teammates have the chat open. */
export function PresenceLine(props: { typing: readonly string[]; viewers: readonly string[] }) {
  return (
    <div class={styles.line}>
      <p role="status" class={styles.typing}>
        {typingLine(props.typing)}
      </p>
      <p role="status" class={styles.viewers}>
        <Show when={viewersLine(props.viewers)}>
          {(line) => (
            <>
              <Icon name="eye" />
              <span>{line()}</span>
            </>
          )}
        </Show>
      </p>
    </div>
  );
}
