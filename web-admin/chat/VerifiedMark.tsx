import { Show } from 'solid-js';
import { Icon } from '../icons/Icon.tsx';
import styles from './VerifiedMark.module.css';

/** Says that the company's own server vouched for the user. */
export function VerifiedMark(props: { isVerified: boolean }) {
  return (
    <Show when={props.isVerified}>
      <span class={styles.mark} title="Verified">
        <Icon name="verified" />
        <span class="visually-hidden">Verified</span>
      </span>
    </Show>
  );
}
