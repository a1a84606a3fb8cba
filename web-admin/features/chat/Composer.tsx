import { Show } from 'solid-js';
import { charactersLeft } from '../../../web-client/message-length.ts';
import { lengthNote } from '../../shared/text/length-note.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import styles from './Composer.module.css';
import { createReplyBox, type ReplyBoxOptions } from './create-reply-box.ts';

/** The reply box with its buttons, and the list of canned replies above it. */
export function Composer(props: ReplyBoxOptions) {
  let box: HTMLTextAreaElement | undefined;
  const reply = createReplyBox(props, () => box);
  const { text, picker, sendLabel } = reply;

  return (
    <>
      <form
        class={styles.composer}
        onSubmit={(event) => {
          event.preventDefault();
          reply.send('button');
        }}
      >
        <picker.List />
        <textarea
          ref={box}
          class={styles.box}
          rows="1"
          // Without it, Chromium keeps the direction of the text that was sent.
          dir={text() === '' ? undefined : 'auto'}
          aria-label="Reply"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={picker.isOpen() ? picker.listId : undefined}
          aria-activedescendant={picker.activeOptionId()}
          placeholder="Write a reply…"
          autocomplete="off"
          enterkeyhint="send"
          value={text()}
          onInput={(event) => {
            reply.write(event.currentTarget.value);
            picker.follow();
          }}
          onKeyUp={picker.follow}
          onClick={picker.follow}
          onBlur={() => {
            props.chat.setTyping(false);
            picker.follow();
          }}
          onKeyDown={reply.onKeyDown}
        />
        <button
          type="button"
          class={`button plain ${styles.canned}`}
          aria-label="Insert a canned reply"
          aria-keyshortcuts="/"
          onClick={reply.typeSlash}
        >
          <Icon name="quick" />
        </button>
        <button
          type="submit"
          class={`button primary ${styles.send}`}
          aria-label={sendLabel()}
          data-warned={props.warning.current() !== undefined}
          disabled={!reply.canSend()}
        >
          <Icon name="send" />
          <span class={styles.wide}>{sendLabel()}</span>
        </button>
        <output class={styles.note} data-over={charactersLeft(text()) < 0}>
          <Show when={lengthNote(text())}>{lengthNote(text())}</Show>
        </output>
      </form>
      <picker.Editor />
    </>
  );
}
