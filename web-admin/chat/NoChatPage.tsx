import styles from './NoChatPage.module.css';

export function NoChatPage() {
  return <p class={styles.hint}>Choose a chat to read and answer it.</p>;
}
