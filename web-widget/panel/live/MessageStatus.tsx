import { Show } from 'solid-js';
import type { ShownMessage } from '../../../web-client/index.ts';
import { createDelayed } from '../../../web-shared/create-delayed.ts';
import { usePanel } from '../context.ts';
import type { LiveChat } from '../live-chat.ts';

const SENDING_DELAY_MS = 15_000;

type MessageStatusProps = { message: ShownMessage; live: LiveChat };

/** Says below an own message why it is not with the others yet, and what its writer can do. */
export function MessageStatus(props: MessageStatusProps) {
  const { strings } = usePanel();
  const isSlow = createDelayed(() => {
    const { state, created_at } = props.message;
    return state === 'pending' ? Date.parse(created_at) + SENDING_DELAY_MS - Date.now() : undefined;
  });
  // Without a network nothing is tried, nor beyond a limit; the banner says so.
  const isHeld = () =>
    props.live.view.is_limited || ['offline', 'limited'].includes(props.live.connectionState());
  const isTrying = () => isSlow() && !isHeld();

  return (
    <Show
      when={props.message.state === 'failed'}
      fallback={
        <Show when={isTrying()}>
          <p class="status">{strings.stillTrying}…</p>
        </Show>
      }
    >
      <FailedStatus {...props} />
    </Show>
  );
}

function FailedStatus(props: MessageStatusProps) {
  const { strings } = usePanel();
  const id = () => props.message.client_id;
  const reason = () => {
    const { message } = props;
    const words: Record<string, string> = strings.failed;
    return (message.state === 'failed' && words[message.code]) || strings.failed.other;
  };
  return (
    <p class="status failure">
      {reason()}
      <button type="button" class="link" onClick={() => props.live.chat.retry(id())}>
        {strings.retry}
      </button>
      <button type="button" class="link" onClick={() => props.live.chat.discard(id())}>
        {strings.discard}
      </button>
    </p>
  );
}
