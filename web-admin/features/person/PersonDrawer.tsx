import { onMount, type ParentProps } from 'solid-js';
import { Icon } from '../../shared/ui/Icon.tsx';
import styles from './PersonDrawer.module.css';

/** Opens over the chat. Escape, the button and a click beside it close it. */
export function PersonDrawer(props: ParentProps<{ onClose: () => void }>) {
  let drawer: HTMLDialogElement | undefined;
  onMount(() => drawer?.showModal());

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard, Escape closes it
    <dialog
      ref={drawer}
      class={styles.drawer}
      aria-labelledby="person-title"
      onClose={() => props.onClose()}
      onClick={(event) => event.target === drawer && drawer.close()}
    >
      <div class={styles.content}>
        <div class={styles.bar}>
          <h2 id="person-title">Who is this</h2>
          <button
            type="button"
            class={`button plain ${styles.close}`}
            aria-label="Close"
            onClick={() => drawer?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        {props.children}
      </div>
    </dialog>
  );
}
