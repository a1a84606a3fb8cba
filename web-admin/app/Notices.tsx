import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { useShortcut } from '../shared/keyboard/shortcut-keys.tsx';
import { Icon } from '../shared/ui/Icon.tsx';
import { type Toast, useToasts } from '../shared/ui/toast-context.tsx';
import styles from './Notices.module.css';

/** The toast, and the warning about the connection. They lie over the page, so that nothing moves. */
export function Notices(props: { warning: string | undefined }) {
  return (
    <div class={styles.notices}>
      <ToastView />
      <div role="status">
        <Show when={props.warning}>
          <p class={styles.warning}>{props.warning}</p>
        </Show>
      </div>
    </div>
  );
}

/** Says what was done, and offers to undo it. */
function ToastView() {
  const toasts = useToasts();
  useShortcut('undo', () => act(toasts.current()));

  function act(toast: Toast | undefined): void {
    if (toast?.action === undefined) return;
    toasts.dismiss();
    toast.action.run();
  }

  return (
    <div role="status">
      <Show when={toasts.current()} keyed>
        {(toast) => <Shown toast={toast} onAct={() => act(toast)} onDismiss={toasts.dismiss} />}
      </Show>
    </div>
  );
}

type ShownProps = { toast: Toast; onAct: () => void; onDismiss: () => void };

function Shown(props: ShownProps) {
  const { toast } = props;
  const [isInUse, setIsInUse] = createSignal(false);
  createEffect(() => {
    if (toast.lastsMs === undefined || isInUse()) return;
    const timer = setTimeout(props.onDismiss, toast.lastsMs);
    onCleanup(() => clearTimeout(timer));
  });

  return (
    <div
      class={`raised ${styles.toast}`}
      onPointerEnter={() => setIsInUse(true)}
      onPointerLeave={() => setIsInUse(false)}
      onFocusIn={() => setIsInUse(true)}
      onFocusOut={() => setIsInUse(false)}
    >
      <p class={styles.text}>{toast.text}</p>
      <Show when={toast.action}>
        {(action) => (
          <button type="button" class={`button plain ${styles.action}`} onClick={props.onAct}>
            {action().label}
          </button>
        )}
      </Show>
      <button
        type="button"
        class={`button plain ${styles.dismiss}`}
        aria-label="Dismiss"
        ref={(button) => toast.takesFocus && queueMicrotask(() => button.focus())}
        onClick={props.onDismiss}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
