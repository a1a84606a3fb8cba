import {
  type Accessor,
  type Component,
  createEffect,
  createSignal,
  onCleanup,
  onMount,
} from 'solid-js';
import { charactersLeft } from '../../../web-client/message-length.ts';
import type { Chat } from '../../../web-client/types.ts';
import { insertText } from '../../../web-shared/insert-text.ts';
import { fitToText, isComposing } from '../../../web-shared/text-box.ts';
import { focusMessages } from '../../shared/keyboard/landmarks.ts';
import { useReplyFocus } from '../../shared/keyboard/reply-focus.tsx';
import { useUnsentReplies } from '../../shared/unsent-replies/unsent-replies-context.tsx';
import type { LiveReplyWarning } from './create-reply-warning.ts';

/** A list that opens above the reply box and inserts what is chosen from it. */
export type ReplyPicker = {
  readonly listId: string;
  readonly isOpen: Accessor<boolean>;
  /** The id of the option that Enter takes. */
  readonly activeOptionId: Accessor<string | undefined>;
  /** To be called when the text or the caret of the box may have changed. */
  follow(): void;
  /** True if the key was for the list, not for the box. */
  takesKey(event: KeyboardEvent): boolean;
  readonly List: Component;
  /** Changes the texts of the list. */
  readonly Editor: Component;
};

export type CreateReplyPicker = (box: Accessor<HTMLTextAreaElement | undefined>) => ReplyPicker;

export type ReplyBoxOptions = {
  chatId: string;
  chat: Pick<Chat, 'send' | 'setTyping'>;
  /** Called when a reply was sent with the key that also archives the chat. */
  onDone: (isStored: Promise<boolean>) => void;
  warning: LiveReplyWarning;
  createPicker: CreateReplyPicker;
  /** Called whenever a reply begins to be written, or is no longer. */
  onWriting: (isWriting: boolean) => void;
};

/** What happens in the reply box: typing, sending, its keys, and its draft in every tab. */
export function createReplyBox(
  options: ReplyBoxOptions,
  box: Accessor<HTMLTextAreaElement | undefined>,
) {
  const { chatId, chat, warning } = options;
  const { drafts } = useUnsentReplies();
  const replyFocus = useReplyFocus();
  const [text, setText] = createSignal(drafts.read(chatId));
  const canSend = () => text().trim() !== '' && charactersLeft(text()) >= 0;
  const sendLabel = () => (warning.current() === undefined ? 'Send' : 'Send anyway');
  const picker = options.createPicker(box);

  createEffect(() => options.onWriting(text().trim() !== ''));
  createEffect(() => {
    // The label counts too: a wider button makes the box narrower.
    const { length } = sendLabel() + text();
    const element = box();
    if (element !== undefined && length > 0) fitToText(element);
  });
  onCleanup(drafts.onOthers(chatId, takeOver));
  onMount(() => onCleanup(replyFocus.add(chatId, () => box()?.focus())));

  /** Shows what was typed in another tab, unless somebody is writing in this one. */
  function takeOver(): void {
    if (!document.hasFocus() || document.activeElement !== box()) setText(drafts.read(chatId));
  }

  function write(value: string): void {
    setText(value);
    drafts.keep(chatId, value);
    chat.setTyping(value.trim() !== '');
  }

  function clear(): void {
    write('');
    picker.follow();
  }

  function send(press: 'key' | 'button'): void {
    if (!canSend() || warning.holdsBack(press)) return;
    chat.send(text());
    clear();
    box()?.focus();
  }

  function sendAndFinish(): void {
    if (!canSend() || warning.holdsBack('key')) return;
    const content = text();
    options.onDone(new Promise((settled) => chat.send(content, settled)));
    clear();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (picker.takesKey(event) || isComposing(event)) return;
    if (event.key === 'Escape') focusMessages();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) sendAndFinish();
    else send('key');
  }

  /** Opens the list of canned replies as typing a slash does. */
  function typeSlash(): void {
    const element = box();
    if (element === undefined) return;
    const { selectionStart: start, selectionEnd: end } = element;
    const isInWord = /\S$/.test(text().slice(0, start));
    insertText(element, isInWord ? ' /' : '/', start, end);
    picker.follow();
  }

  return { text, canSend, sendLabel, picker, write, send, onKeyDown, typeSlash };
}
