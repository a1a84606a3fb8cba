import { createSignal, Show } from 'solid-js';
import type { OpenChat } from '../../shared/live/create-open-chat.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import { Composer } from './Composer.tsx';
import { typingLine, viewersLine } from './chat-texts.ts';
import type { CreateReplyPicker } from './create-reply-box.ts';
import { createReplyWarning } from './create-reply-warning.ts';
import styles from './ReplyPane.module.css';
import { ReplyWarningBox } from './ReplyWarningBox.tsx';
import { useFinishChat } from './use-finish-chat.ts';

/** The reply box, and what to know while writing a reply. */
export function ReplyPane(props: { chat: OpenChat; createPicker: CreateReplyPicker }) {
  const { id, live, summary } = props.chat;
  const { state } = live;
  const [isWriting, setIsWriting] = createSignal(false);
  const warning = createReplyWarning(() => state.messages, isWriting);
  const finish = useFinishChat();

  return (
    <div class={styles.pane}>
      <PresenceLine typing={state.typing} viewers={state.viewers} />
      <div role="status">
        <Show when={warning.current()}>
          {(current) => <ReplyWarningBox warning={current()} onDismiss={warning.dismiss} />}
        </Show>
        <Show when={state.is_limited}>
          <p class={styles.limited}>Too many replies at once. Yours will be sent in a moment.</p>
        </Show>
      </div>
      <Composer
        chatId={id}
        chat={live.chat}
        onDone={(isStored) => void finish(id, summary.item(), isStored)}
        warning={warning}
        createPicker={props.createPicker}
        onWriting={setIsWriting}
      />
    </div>
  );
}

/** Who is typing, and which teammates have the chat open. */
function PresenceLine(props: { typing: readonly string[]; viewers: readonly string[] }) {
  return (
    <div class={styles.line}>
      <p role="status" class={styles.typing}>
        {typingLine(props.typing)}
      </p>
      <p role="status" class={styles.viewers}>
        <Show when={viewersLine(props.viewers)}>
          {(line) => (
            <>
              <Icon name="eye" />
              <span>{line()}</span>
            </>
          )}
        </Show>
      </p>
    </div>
  );
}
