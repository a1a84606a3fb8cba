import { createSignal, Match, onMount, Switch } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import styles from './CannedRepliesDialog.module.css';
import { CannedReplyForm } from './CannedReplyForm.tsx';
import { CannedReplyList } from './CannedReplyList.tsx';
import type { CannedReplies } from './create-canned-replies.ts';

/** Adds, changes and deletes the team’s canned replies. Opens at once; closing restores the focus. */
export function CannedRepliesDialog(props: { canned: CannedReplies; onClose: () => void }) {
  /** The reply in the form; `new` for one that does not exist yet. */
  const [edited, setEdited] = createSignal<CannedReply | 'new'>();
  let dialog: HTMLDialogElement | undefined;
  onMount(() => {
    void props.canned.load();
    dialog?.showModal();
  });

  return (
    <dialog
      ref={dialog}
      class={`raised ${styles.dialog}`}
      aria-labelledby="canned-replies-title"
      onClose={() => {
        restoreCaret();
        props.onClose();
      }}
    >
      <div class={styles.head}>
        <h2 id="canned-replies-title" class={styles.title}>
          Canned replies
        </h2>
        <button
          type="button"
          class={`button plain ${styles.close}`}
          aria-label="Close"
          onClick={() => dialog?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <Switch fallback={<CannedReplyList canned={props.canned} onEdit={setEdited} />}>
        <Match when={edited()} keyed>
          {(reply) => (
            <CannedReplyForm
              canned={props.canned}
              reply={reply === 'new' ? undefined : reply}
              onDone={() => setEdited(undefined)}
            />
          )}
        </Match>
      </Switch>
    </dialog>
  );
}

/** Chromium restores the focus but not the caret, so typing would have no effect. */
function restoreCaret(): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return;
  focused.blur();
  focused.focus();
}
