import { useUnsentReplies } from '../../shared/unsent-replies/unsent-replies-context.tsx';
import { ChatUnavailable } from './ChatUnavailable.tsx';

/** What was being written to the user of an erased chat goes with it. */
export function ErasedChat(props: { chatId: string }) {
  useUnsentReplies().drafts.keep(props.chatId, '');
  return (
    <ChatUnavailable
      title="This chat was erased"
      text="Its messages and what was known of the user are gone for good."
    />
  );
}
