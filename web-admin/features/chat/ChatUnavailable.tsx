import { A } from '@solidjs/router';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';
import styles from './ChatUnavailable.module.css';

/** In the place of a chat that is not there. */
export function ChatUnavailable(props: { title: string; text: string }) {
  const address = useInboxAddress();
  return (
    <div class={`empty-place ${styles.gone}`} role="status">
      <h3>{props.title}</h3>
      <p>{props.text}</p>
      <A href={address.toInbox()} class="button" noScroll>
        Back to the inbox
      </A>
    </div>
  );
}
