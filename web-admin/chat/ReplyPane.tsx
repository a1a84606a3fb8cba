import { createEffect, createSignal, Show } from 'solid-js';
import { Icon } from '../icons/Icon.tsx';
import type { LiveChat } from '../live/bind-client.ts';
import { Composer } from './Composer.tsx';
import styles from './ReplyPane.module.css';
import { makeReplyWatch } from './reply-watch.ts';
import { typingLine } from './typing-line.ts';

/** The reply box and what one should know while writing into it. */
export function ReplyPane(props: { chatId: string; live: LiveChat }) {
  const [isWriting, setIsWriting] = createSignal(false);
  const [answeredBy, setAnsweredBy] = createSignal<string>();
  const watch = makeReplyWatch();

  createEffect(() => {
    if (props.live.state.loading === 'loading') return;
    const reply = watch(props.live.state.messages);
    if (reply !== undefined && isWriting()) setAnsweredBy(reply.sender_name);
  });
  createEffect(() => {
    if (!isWriting()) setAnsweredBy(undefined);
  });

  return (
    <div class={styles.pane}>
      <div role="status">
        <p class={styles.typing}>{typingLine(props.live.state.typing)}</p>
        <Show when={answeredBy()}>
          {(name) => (
            <div class={styles.warning}>
              <p>{name()} answered while you were writing.</p>
              <button
                type="button"
                class={styles.dismiss}
                aria-label="Dismiss"
                onClick={() => setAnsweredBy(undefined)}
              >
                <Icon name="close" />
              </button>
            </div>
          )}
        </Show>
      </div>
      <Composer chatId={props.chatId} chat={props.live.chat} onWriting={setIsWriting} />
    </div>
  );
}
