import { GoneChat } from './GoneChat.tsx';
import { useReplies } from './replies-context.tsx';

/** What was being written to the user of an erased chat goes with it. */
export function ErasedChat(props: { chatId: string }) {
  useReplies().drafts.keep(props.chatId, '');
  return (
    <GoneChat
      title="This chat was erased"
      text="Its messages and what was known of the user are gone for good."
    />
  );
}
