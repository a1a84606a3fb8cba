import {
  type Accessor,
  type Component,
  createEffect,
  createSignal,
  onCleanup,
  onMount,
  Show,
} from 'solid-js';
import { charactersLeft } from '../../../web-client/message-length.ts';
import type { Chat } from '../../../web-client/types.ts';
import { insertText } from '../../../web-shared/insert-text.ts';
import { fitToText, isComposing } from '../../../web-shared/text-box.ts';
import { focusMessages } from '../../shared/keyboard/landmarks.ts';
import { useReplyFocus } from '../../shared/keyboard/reply-focus.tsx';
import { lengthNote } from '../../shared/text/length-note.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import { useUnsentReplies } from '../../shared/unsent-replies/unsent-replies-context.tsx';
import styles from './Composer.module.css';
import type { LiveReplyWarning } from './create-reply-warning.ts';

/** A list that opens above the reply box and inserts what is chosen from it. */
export type ReplyPicker = {
  readonly listId: string;
  readonly isOpen: Accessor<boolean>;
  /** The id of the option that Enter takes. */
  readonly activeOptionId: Accessor<string | undefined>;
  /** To be called when the text or the caret of the box may have changed. */
  follow(): void;
  /** True when the key was the list's, not the box's. */
  takesKey(event: KeyboardEvent): boolean;
  readonly List: Component;
  /** Where the texts of the list are changed. */
  readonly Editor: Component;
};

export type CreateReplyPicker = (box: Accessor<HTMLTextAreaElement | undefined>) => ReplyPicker;

type ComposerProps = {
  chatId: string;
  chat: Pick<Chat, 'send' | 'setTyping'>;
  /** Told when a reply was sent that is the last word for now. */
  onDone: (isStored: Promise<boolean>) => void;
  warning: LiveReplyWarning;
  createPicker: CreateReplyPicker;
  /** Told whether a reply is being written, whenever that changes. */
  onWriting: (isWriting: boolean) => void;
};

export function Composer(props: ComposerProps) {
  const { drafts } = useUnsentReplies();
  const [text, setText] = createSignal(drafts.read(props.chatId));
  const canSend = () => text().trim() !== '' && charactersLeft(text()) >= 0;
  const sendLabel = () => (props.warning.current() === undefined ? 'Send' : 'Send anyway');
  let box: HTMLTextAreaElement | undefined;
  const picker = props.createPicker(() => box);

  createEffect(() => {
    props.onWriting(text().trim() !== '');
  });
  createEffect(() => {
    // The button beside it may have become wider.
    const { length } = sendLabel() + text();
    if (box !== undefined && length > 0) fitToText(box);
  });
  onCleanup(drafts.onOthers(props.chatId, takeOver));
  const replyFocus = useReplyFocus();
  onMount(() => onCleanup(replyFocus.add(props.chatId, () => box?.focus())));

  /** What was typed last, in whichever tab, unless somebody is writing right here. */
  function takeOver(): void {
    if (!document.hasFocus() || document.activeElement !== box) setText(drafts.read(props.chatId));
  }

  function write(value: string): void {
    setText(value);
    drafts.keep(props.chatId, value);
    props.chat.setTyping(value.trim() !== '');
  }

  function send(press: 'key' | 'button'): void {
    if (!canSend() || props.warning.holdsBack(press)) return;
    props.chat.send(text());
    clear();
    box?.focus();
  }

  /** Sends what may be the last word for now, and leaves the rest to whoever shows the chat. */
  function sendAndFinish(): void {
    if (!canSend() || props.warning.holdsBack('key')) return;
    const content = text();
    props.onDone(new Promise((settled) => props.chat.send(content, settled)));
    clear();
  }

  function clear(): void {
    write('');
    picker.follow();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (picker.takesKey(event) || isComposing(event)) return;
    if (event.key === 'Escape') focusMessages();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) sendAndFinish();
    else send('key');
  }

  /** As if the slash had been typed, for whoever does not know of it. */
  function typeSlash(): void {
    if (box === undefined) return;
    const { selectionStart: start, selectionEnd: end } = box;
    const isInWord = /\S$/.test(text().slice(0, start));
    insertText(box, isInWord ? ' /' : '/', start, end);
    picker.follow();
  }

  return (
    <>
      <form
        class={styles.composer}
        onSubmit={(event) => {
          event.preventDefault();
          send('button');
        }}
      >
        <picker.List />
        <textarea
          ref={box}
          class={styles.box}
          rows="1"
          // Chromium keeps the direction of the text that was sent.
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
            write(event.currentTarget.value);
            picker.follow();
          }}
          onKeyUp={picker.follow}
          onClick={picker.follow}
          onBlur={() => {
            props.chat.setTyping(false);
            picker.follow();
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class={`button plain ${styles.canned}`}
          aria-label="Insert a canned reply"
          aria-keyshortcuts="/"
          onClick={typeSlash}
        >
          <Icon name="quick" />
        </button>
        <button
          type="submit"
          class={`button primary ${styles.send}`}
          aria-label={sendLabel()}
          data-warned={props.warning.current() !== undefined}
          disabled={!canSend()}
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
