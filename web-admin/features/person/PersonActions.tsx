import { Match, Switch } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import type { Erasure } from './create-erasure.ts';
import type { Export } from './create-export.ts';
import styles from './PersonActions.module.css';
import { messagesText, Progress } from './Progress.tsx';

type PersonActionsProps = { chat: ListItem; saving: Export; erasure: Erasure };

/** Exports or erases everything that is stored of a user. */
export function PersonActions(props: PersonActionsProps) {
  const isSaving = () => props.saving.state() === 'running';
  return (
    <div class={styles.actions}>
      <button
        type="button"
        class="button"
        // Not disabled, which would take the focus away.
        aria-disabled={isSaving()}
        onClick={() => props.saving.start()}
      >
        <Icon name="download" />
        Export as JSON
      </button>
      <div role="status" class={styles.status}>
        <Switch>
          <Match when={isSaving()}>
            <Progress
              label="Export"
              count={props.saving.count()}
              total={props.chat.message_count}
            />
          </Match>
          <Match when={props.saving.state() === 'saved'}>
            Saved with your downloads: {messagesText(props.saving.count())}.
          </Match>
          <Match when={props.saving.state() === 'failed'}>
            <span class={styles.failure}>The export failed. Try again.</span>
          </Match>
        </Switch>
      </div>
      <button
        type="button"
        class={`button ${styles.erase}`}
        aria-haspopup="dialog"
        onClick={() => props.erasure.ask()}
      >
        <Icon name="erase" />
        Erase…
      </button>
    </div>
  );
}
