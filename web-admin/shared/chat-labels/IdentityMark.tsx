import { Match, Switch } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './IdentityMark.module.css';

/**
 * Shows whether the company's server verified the user. A visitor can type any name and address, even
 * somebody else's; if they typed none there is nothing to verify.
 */
export function IdentityMark(props: {
  chat: Pick<ListItem, 'user_verified' | 'user_email' | 'user_name'>;
}) {
  const isClaimed = () => Boolean(props.chat.user_email || props.chat.user_name?.trim());
  return (
    <Switch>
      <Match when={props.chat.user_verified}>
        <span class={styles.verified} title="Verified">
          <Icon name="verified" />
          <span class="visually-hidden">Verified</span>
        </span>
      </Match>
      <Match when={isClaimed()}>
        <span class={styles.unverified} title="A visitor typed this. It may not be theirs.">
          unverified
        </span>
      </Match>
    </Switch>
  );
}
