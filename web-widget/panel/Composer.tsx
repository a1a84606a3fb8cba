import {
  createEffect,
  createMemo,
  createSignal,
  onCleanup,
  onMount,
  Show,
  untrack,
} from 'solid-js';
import { charactersLeft, isNearLimit } from '../../web-client/message-length.ts';
import type { KeyValueStore } from '../../web-client/types.ts';
import { fitToText, isComposing } from '../../web-shared/text-box.ts';
import { usePanel } from './context.ts';
import { EmojiButton } from './EmojiButton.tsx';
import { focusOn, isTouched } from './focus.ts';
import { Icon } from './Icon.tsx';
import { scopedStorage } from './storage.ts';

const SEND = 'M12 19V5M5.5 11.5 12 5l6.5 6.5';
/** Under which a person's part of the storage has what they are writing. */
export const DRAFT_KEY = 'draft';

/**
 * Where a message is written, from the first moment on. What is typed outlives a reload as soon as it
 * is known who writes, for that person alone.
 */
export function Composer() {
  const { root, session, storage, strings, isOpen, suggestion, forgetSuggestion } = usePanel();
  const [text, setText] = createSignal('');
  const [field, setField] = createSignal<HTMLTextAreaElement>();
  let isTypedHere = false;
  const left = () => charactersLeft(text());
  const canSend = () => text().trim() !== '' && left() >= 0;
  const drafts = createMemo(() => {
    const scope = session.identity()?.scope;
    return scope ? scopedStorage(storage, scope) : undefined;
  });

  createEffect(() => {
    const own = drafts();
    if (!own) return;
    // What was begun before it was known whose draft there may be goes on behind that one.
    write([own.get(DRAFT_KEY), untrack(text)].filter(Boolean).join('\n'));
    onCleanup(own.onOthers(() => takeOver(own)));
  });
  createEffect(() => {
    const text = suggestion();
    if (text === undefined || !drafts()) return;
    forgetSuggestion();
    suggest(text);
  });
  createEffect(() => {
    text();
    const element = field();
    if (element) fitToText(element);
  });
  onMount(() => {
    const early = root.querySelector<HTMLTextAreaElement>('.launcher ~ textarea');
    if (early?.matches(':focus')) early.onblur = () => takeFirstKeys(early);
    else if (early) takeFirstKeys(early);
    // The box has been drawn anew, for somebody else.
    else if (isOpen() && root.activeElement?.role === 'dialog' && !isTouched()) focusOn(field());
  });
  onCleanup(() => {
    session.live()?.chat.setTyping(false);
    if (field()?.matches(':focus')) focusOn(field()?.closest<HTMLElement>('.panel'));
  });

  /** What was typed last, in whichever tab, unless somebody is writing right here. */
  function takeOver(own: KeyValueStore): void {
    if (isTypedHere && document.hasFocus() && field()?.matches(':focus')) return;
    isTypedHere = false;
    setText(own.get(DRAFT_KEY) ?? '');
  }

  /** Nobody has written it yet: so nothing is stored, and what somebody has written goes before. */
  function suggest(value: string): void {
    if (!untrack(text) && !drafts()?.get(DRAFT_KEY)) setText(value);
  }

  function write(value: string): void {
    setText(value);
    if (value) drafts()?.set(DRAFT_KEY, value);
    else drafts()?.remove(DRAFT_KEY);
  }

  /** What was typed while this code was on its way: lines that Enter has ended, and the rest. */
  function takeFirstKeys(early: HTMLTextAreaElement): void {
    early.remove();
    const lines = early.value.split('\n');
    const rest = lines.pop();
    for (const line of lines) if (line.trim()) session.send(line.trim());
    if (rest) onInput(text() + rest);
  }

  function onInput(value: string): void {
    isTypedHere = true;
    write(value);
    if (value) session.warmUp();
    session.live()?.chat.setTyping(value.trim() !== '');
  }

  function send(): void {
    if (!canSend()) return;
    session.send(text().trim());
    onInput('');
    field()?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="field">
        <textarea
          ref={setField}
          rows="1"
          // Chromium keeps the direction of the text that was sent.
          dir={text() ? 'auto' : undefined}
          autocomplete="off"
          enterkeyhint="send"
          aria-label={strings.writeMessage}
          placeholder={strings.writeMessage + strings.ellipsis}
          value={text()}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <EmojiButton field={field()} />
        <button
          type="submit"
          class="send"
          aria-label={strings.send}
          disabled={!canSend()}
          // The text field keeps the focus, so that a phone's keyboard stays where it is.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon path={SEND} />
        </button>
      </div>
      <div class="limit" classList={{ over: left() < 0 }} role="status">
        <Show when={isNearLimit(left())}>
          {left() < 0 ? strings.charactersOver(-left()) : strings.charactersLeft(left())}
        </Show>
      </div>
    </form>
  );
}
