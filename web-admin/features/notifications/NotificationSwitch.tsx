import { createUniqueId } from 'solid-js';
import styles from './NotificationSwitch.module.css';

type NotificationSwitchProps = {
  label: string;
  note: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => unknown;
};

/** A switch that shows the actual state: a change that was refused flips it back. */
export function NotificationSwitch(props: NotificationSwitchProps) {
  const noteId = createUniqueId();

  async function change(box: HTMLInputElement): Promise<void> {
    await props.onChange(box.checked);
    box.checked = props.isOn;
  }

  return (
    <div class={styles.row}>
      <label class={styles.label}>
        <span>{props.label}</span>
        <input
          type="checkbox"
          class={styles.switch}
          checked={props.isOn}
          disabled={props.isDisabled ?? false}
          aria-describedby={noteId}
          onChange={(event) => void change(event.currentTarget)}
        />
      </label>
      <p id={noteId} class={styles.note}>
        {props.note}
      </p>
    </div>
  );
}
