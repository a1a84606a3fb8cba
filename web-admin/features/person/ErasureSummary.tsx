import { Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import styles from './ErasureSummary.module.css';

/** Everything that an erasing takes. */
export function ErasureSummary(props: { id: string; chat: ListItem }) {
  return (
    <div id={props.id} class={styles.text}>
      <p>This goes for good, for you and for them:</p>
      <ul class={styles.list}>
        <li>{messagesText(props.chat.message_count)}</li>
        <li>
          <Show when={props.chat.user_email} fallback="what is known of them, such as their page">
            {(email) => <>the address {email()} and all else that is known of them</>}
          </Show>
        </li>
        <li>emails to them that are under way</li>
      </ul>
      <p>If they write again, a new chat begins.</p>
    </div>
  );
}

function messagesText(count: number): string {
  if (count === 1) return 'the only message of this chat';
  return `all ${count.toLocaleString('en')} messages of this chat`;
}
