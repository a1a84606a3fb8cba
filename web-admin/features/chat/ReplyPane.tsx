import { createSignal, Show } from 'solid-js';
import { useClient } from '../../shared/live/client-context.tsx';
import type { LiveChat } from '../../shared/live/create-chat.ts';
import type { ChatSummary } from '../../shared/live/create-chat-summary.ts';
import { CannedRepliesDialog } from '../canned-replies/CannedRepliesDialog.tsx';
import { createCannedReplies } from '../canned-replies/create-canned-replies.ts';
import { Composer } from './Composer.tsx';
import { createReplyWarning } from './create-reply-warning.ts';
import { PresenceLine } from './PresenceLine.tsx';
import styles from './ReplyPane.module.css';
import { ReplyWarningBox } from './ReplyWarningBox.tsx';
import { useFinishChat } from './use-finish-chat.ts';

type ReplyPaneProps = { chatId: string; live: LiveChat; summary: ChatSummary };

/** The reply box and what one should know while writing into it. */
export function ReplyPane(props: ReplyPaneProps) {
  const { state } = props.live;
  const [isWriting, setIsWriting] = createSignal(false);
  const [isManaging, setIsManaging] = createSignal(false);
  const warning = createReplyWarning(() => state.messages, isWriting);
  const canned = createCannedReplies(useClient().api);
  const finish = useFinishChat();

  return (
    <div class={styles.pane}>
      <PresenceLine typing={state.typing} viewers={state.viewers} />
      <div role="status">
        <Show when={warning.current()}>
          {(current) => <ReplyWarningBox warning={current()} onDismiss={warning.dismiss} />}
        </Show>
        <Show when={state.is_limited}>
          <p class={styles.limited}>Too many replies at once. Yours are sent in a moment.</p>
        </Show>
      </div>
      <Composer
        chatId={props.chatId}
        chat={props.live.chat}
        onDone={(isStored) => void finish(props.chatId, props.summary.item(), isStored)}
        warning={warning}
        canned={canned}
        onWriting={setIsWriting}
        onManage={() => setIsManaging(true)}
      />
      <Show when={isManaging()}>
        <CannedRepliesDialog canned={canned} onClose={() => setIsManaging(false)} />
      </Show>
    </div>
  );
}
