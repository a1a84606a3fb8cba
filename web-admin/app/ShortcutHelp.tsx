import { For } from 'solid-js';
import { useShortcut, useShortcutSwitch } from '../shared/keyboard/shortcut-keys.tsx';
import { SHORTCUTS } from '../shared/keyboard/shortcuts.ts';
import { Icon } from '../shared/ui/Icon.tsx';
import styles from './ShortcutHelp.module.css';

/** A button that opens the list of all shortcuts, and the switch that turns them off. */
export function ShortcutHelp() {
  const [isOn, setIsOn] = useShortcutSwitch();
  let dialog: HTMLDialogElement | undefined;
  const open = () => dialog?.showModal();
  useShortcut('help', open);

  return (
    <>
      <button
        type="button"
        class={`button plain ${styles.opener}`}
        aria-label="Keyboard shortcuts"
        aria-keyshortcuts="?"
        aria-haspopup="dialog"
        onClick={open}
      >
        <Icon name="keyboard" />
      </button>
      <dialog ref={dialog} class={`raised ${styles.dialog}`} aria-labelledby="shortcuts">
        <div class={styles.content}>
          <div class={styles.head}>
            <h2 id="shortcuts">Keyboard shortcuts</h2>
            <button
              type="button"
              class="button plain"
              aria-label="Close"
              onClick={() => dialog?.close()}
            >
              <Icon name="close" />
            </button>
          </div>
          <dl class={styles.keys} data-on={isOn()}>
            <For each={SHORTCUTS}>
              {({ key, text }) => (
                <div class={styles.key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{text}</dd>
                </div>
              )}
            </For>
          </dl>
          <label class={styles.switch}>
            <input
              type="checkbox"
              checked={isOn()}
              onChange={(event) => setIsOn(event.currentTarget.checked)}
            />
            Use these keys
          </label>
        </div>
      </dialog>
    </>
  );
}
