import { Icon } from '../shared/ui/Icon.tsx';
import styles from './NoChatPage.module.css';

export function NoChatPage() {
  return (
    <div class={`empty-place ${styles.page}`}>
      <Icon name="chat" class={styles.mark} />
      <p>Choose a chat to read and answer it.</p>
    </div>
  );
}
