import { For, Match, onMount, Switch } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import styles from './CannedRepliesDialog.module.css';
import { CannedReplyText } from './CannedReplyText.tsx';
import type { CannedReplies } from './create-canned-replies.ts';

type CannedReplyListProps = {
  canned: CannedReplies;
  onEdit: (reply: CannedReply | 'new') => void;
};

export function CannedReplyList(props: CannedReplyListProps) {
  let add: HTMLButtonElement | undefined;
  onMount(() => add?.focus());

  return (
    <div class={styles.body}>
      <p class={styles.hint}>
        The whole team shares them. Type <kbd>/</kbd> and a name in the reply box to insert one.
      </p>
      <Switch>
        <Match when={props.canned.list().length > 0}>
          <ul class={styles.list}>
            <For each={props.canned.list()}>
              {(reply) => (
                <li>
                  <button type="button" class={styles.row} onClick={() => props.onEdit(reply)}>
                    <CannedReplyText reply={reply} />
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Match>
        <Match when={props.canned.state() === 'loading'}>
          <p role="status" class={styles.empty}>
            Loading…
          </p>
        </Match>
        <Match when={props.canned.state() === 'error'}>
          <div role="alert" class={styles.empty}>
            <p>The canned replies could not be loaded.</p>
            <button type="button" class="button" onClick={() => void props.canned.load()}>
              Retry
            </button>
          </div>
        </Match>
        <Match when={props.canned.state() === 'loaded'}>
          <p class={styles.empty}>No canned replies yet. Save the replies that you write often.</p>
        </Match>
      </Switch>
      <div class={styles.actions}>
        <button ref={add} type="button" class="button primary" onClick={() => props.onEdit('new')}>
          New canned reply
        </button>
      </div>
    </div>
  );
}
