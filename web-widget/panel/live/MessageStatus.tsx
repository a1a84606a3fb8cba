import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import type { ShownMessage } from '../../../web-client/index.ts';
import { usePanel } from '../context.ts';
import type { LiveChat } from '../live-chat.ts';

const SENDING_PATIENCE_MS = 15_000;

type MessageStatusProps = { message: ShownMessage; live: LiveChat };

/** Says below an own message why it is not with the others yet, and what its writer can do. */
export function MessageStatus(props: MessageStatusProps) {
  const { strings } = usePanel();
  const isSlow = createSlowness(() => props.message);
  // Without a network nothing is tried, nor beyond a limit; the banner says so.
  const isHeld = () =>
    props.live.view.is_limited || ['offline', 'limited'].includes(props.live.link());
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

/** True while a message has been on its way for so long that its writer should be told. */
function createSlowness(message: () => ShownMessage) {
  const [isSlow, setIsSlow] = createSignal(false);
  createEffect(() => {
    const { state, created_at } = message();
    if (state !== 'pending') return;
    const left = Date.parse(created_at) + SENDING_PATIENCE_MS - Date.now();
    const timer = setTimeout(() => setIsSlow(true), left);
    onCleanup(() => {
      clearTimeout(timer);
      setIsSlow(false);
    });
  });
  return isSlow;
}
