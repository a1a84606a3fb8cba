import { useParams } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { createCannedReplyPicker } from '../features/canned-replies/create-canned-reply-picker.tsx';
import { ChatView } from '../features/chat/ChatView.tsx';
import { PersonPane } from '../features/person/PersonPane.tsx';
import { useClient } from '../shared/live/client-context.tsx';
import { createOpenChat } from '../shared/live/create-open-chat.ts';

/** `/chats/:id`. Each chat gets a view of its own: nothing of one may show in another. */
export function ChatPage() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(chatId) => <OpenChatView chatId={chatId} />}
    </Show>
  );
}

/** Puts a chat together with the features that know nothing of each other. */
function OpenChatView(props: { chatId: string }) {
  const { api } = useClient();
  const chat = createOpenChat(props.chatId);
  const [isPersonOpen, setIsPersonOpen] = createSignal(false);

  return (
    <ChatView
      chat={chat}
      createPicker={(box) => createCannedReplyPicker(api, box)}
      onAskWho={() => setIsPersonOpen(true)}
    >
      <PersonPane chat={chat} isOpen={isPersonOpen()} onClose={() => setIsPersonOpen(false)} />
    </ChatView>
  );
}
