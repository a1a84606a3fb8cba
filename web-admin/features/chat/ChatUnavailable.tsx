import { A } from '@solidjs/router';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';
import { useUnsentReplies } from '../../shared/unsent-replies/unsent-replies-context.tsx';
import styles from './ChatView.module.css';

/** Shown in place of a chat that cannot be opened. */
export function ChatUnavailable(props: { title: string; text: string }) {
  const address = useInboxAddress();
  return (
    <div class={`empty-place ${styles.unavailable}`} role="status">
      <h3>{props.title}</h3>
      <p>{props.text}</p>
      <A href={address.toInbox()} class="button" noScroll>
        Back to the inbox
      </A>
    </div>
  );
}

/** Also deletes the draft of the erased chat. */
export function ErasedChat(props: { chatId: string }) {
  useUnsentReplies().drafts.keep(props.chatId, '');
  return (
    <ChatUnavailable
      title="This chat was erased"
      text="Its messages and the user’s details have been permanently deleted."
    />
  );
}
