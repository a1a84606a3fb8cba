import { createEffect, createSignal, Show } from 'solid-js';
import { charactersLeft } from '../../web-client/message-length.ts';
import type { Chat } from '../../web-client/types.ts';
import { Icon } from '../icons/Icon.tsx';
import styles from './Composer.module.css';
import { keepDraft, readDraft } from './drafts.ts';
import { lengthNote } from './length-note.ts';

type ComposerProps = {
  chatId: string;
  chat: Chat;
  /** Told whether a reply is being written, whenever that changes. */
  onWriting: (isWriting: boolean) => void;
};

export function Composer(props: ComposerProps) {
  const [text, setText] = createSignal(readDraft(sessionStorage, props.chatId));
  const canSend = () => text().trim() !== '' && charactersLeft(text()) >= 0;
  let box: HTMLTextAreaElement | undefined;

  createEffect(() => {
    keepDraft(sessionStorage, props.chatId, text());
    props.onWriting(text().trim() !== '');
    if (box !== undefined) fitToText(box);
  });

  function write(value: string): void {
    setText(value);
    props.chat.setTyping(value.trim() !== '');
  }

  function send(): void {
    if (!canSend()) return;
    props.chat.send(text());
    write('');
    box?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      class={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={box}
        class={styles.box}
        rows="1"
        // Chromium keeps the direction of the text that was sent.
        dir={text() === '' ? undefined : 'auto'}
        aria-label="Reply"
        placeholder="Write a reply…"
        autocomplete="off"
        enterkeyhint="send"
        value={text()}
        onInput={(event) => write(event.currentTarget.value)}
        onBlur={() => props.chat.setTyping(false)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        class={`button primary ${styles.send}`}
        aria-label="Send"
        disabled={!canSend()}
      >
        <Icon name="send" />
        <span class={styles.wide}>Send</span>
      </button>
      <output class={styles.note}>
        <Show when={lengthNote(text())}>{lengthNote(text())}</Show>
      </output>
    </form>
  );
}

/** Enter that picks a word in an input method must not send; Safari reports it by its key code only. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function fitToText(box: HTMLTextAreaElement): void {
  const { form } = box;
  // Held while the box is measured, else the messages above move with it.
  if (form !== null) form.style.height = `${form.offsetHeight}px`;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  if (form !== null) form.style.height = '';
}
