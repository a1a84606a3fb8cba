import { Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import styles from './JoinedMark.module.css';

/** Says that the user had written before they signed in, as nobody in particular. */
export function JoinedMark(props: { chat: Pick<ListItem, 'joined'> }) {
  return (
    <Show when={props.chat.joined}>
      <span class={styles.joined} title="Joined from an anonymous conversation">
        joined
        <span class="visually-hidden"> from an anonymous conversation</span>
      </span>
    </Show>
  );
}
