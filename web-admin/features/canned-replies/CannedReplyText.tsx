import type { CannedReply } from '../../../protocol/index.ts';
import styles from './CannedReplyText.module.css';

/** A canned reply in a list: its name, and its text in one line. */
export function CannedReplyText(props: { reply: CannedReply }) {
  return (
    <>
      <span class={styles.name}>/{props.reply.name}</span>
      <span class={styles.content} dir="auto">
        {props.reply.content}
      </span>
    </>
  );
}
