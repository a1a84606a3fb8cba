import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { useShortcut } from '../shared/keyboard/shortcut-keys.tsx';
import { Icon } from '../shared/ui/Icon.tsx';
import { type Toast, useToasts } from '../shared/ui/toast-context.tsx';
import styles from './Notices.module.css';

/** Says what has been done, and offers to undo it. */
export function ToastView() {
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
  const [isAttended, setIsAttended] = createSignal(false);
  createEffect(() => {
    if (toast.lastsMs === undefined || isAttended()) return;
    const timer = setTimeout(props.onDismiss, toast.lastsMs);
    onCleanup(() => clearTimeout(timer));
  });

  return (
    <div
      class={`raised ${styles.toast}`}
      onPointerEnter={() => setIsAttended(true)}
      onPointerLeave={() => setIsAttended(false)}
      onFocusIn={() => setIsAttended(true)}
      onFocusOut={() => setIsAttended(false)}
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
