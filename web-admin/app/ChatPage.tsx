import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { ChatView } from '../features/chat/ChatView.tsx';

/** `/chats/:id`. Each chat gets a view of its own: nothing of one may show in another. */
export function ChatPage() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(chatId) => <ChatView chatId={chatId} />}
    </Show>
  );
}
