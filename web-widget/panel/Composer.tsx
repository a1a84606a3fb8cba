import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { charactersLeft, isNearLimit } from '../../web-client/message-length.ts';
import { fitToText, isComposing } from '../../web-shared/text-box.ts';
import { usePanel } from './context.ts';
import { createDraft } from './create-draft.ts';
import { EmojiButton } from './EmojiButton.tsx';
import { focusOn, isTouched } from './focus.ts';
import { Icon } from './Icon.tsx';

const SEND = 'M12 19V5M5.5 11.5 12 5l6.5 6.5';
/** Where a message is written, from the first moment on. */
export function Composer() {
  const { session, strings } = usePanel();
  const [field, setField] = createSignal<HTMLTextAreaElement>();
  const { text, type } = createDraft(field);
  const left = () => charactersLeft(text());
  const canSend = () => text().trim() !== '' && left() >= 0;

  createEffect(() => {
    text();
    const element = field();
    if (element) fitToText(element);
  });
  onMount(() => takeFocus(field, (rest) => onInput(text() + rest)));
  onCleanup(() => {
    session.live()?.chat.setTyping(false);
    if (field()?.matches(':focus')) focusOn(field()?.closest<HTMLElement>('.panel'));
  });

  function onInput(value: string): void {
    type(value);
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

/** Takes over what was typed while this code was on its way; else the focus, where that is free. */
function takeFocus(field: () => HTMLElement | undefined, onText: (rest: string) => void): void {
  const { root, isOpen, session } = usePanel();
  const early = root.querySelector<HTMLTextAreaElement>('.launcher ~ textarea');

  /** Lines that Enter has ended are sent; the rest is being written. */
  function takeText(box: HTMLTextAreaElement): void {
    box.remove();
    const lines = box.value.split('\n');
    const rest = lines.pop();
    for (const line of lines) if (line.trim()) session.send(line.trim());
    if (rest) onText(rest);
  }

  if (early?.matches(':focus')) early.onblur = () => takeText(early);
  else if (early) takeText(early);
  // The box has been drawn again, for another person.
  else if (isOpen() && root.activeElement?.role === 'dialog' && !isTouched()) focusOn(field());
}
