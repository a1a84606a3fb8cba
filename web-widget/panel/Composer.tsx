import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { charactersLeft, isNearLimit } from '../../web-client/message-length.ts';
import { usePanel } from './context.ts';
import { EmojiButton } from './EmojiButton.tsx';
import { Icon } from './Icon.tsx';
import { scopedStorage } from './scoped-storage.ts';

const DRAFT_KEY = 'draft';
/** What Safari gives the Enter that ends a composition, when it says that nothing is composed. */
const COMPOSITION_KEY_CODE = 229;

/** Where a message is written. What is typed outlives a reload, for this person alone. */
export function Composer(props: { scope: string }) {
  const { session, storage, strings, isOpen } = usePanel();
  const drafts = scopedStorage(storage, props.scope);
  const [text, setText] = createSignal(drafts.get(DRAFT_KEY) ?? '');
  const [field, setField] = createSignal<HTMLTextAreaElement>();
  let isTypedHere = false;
  const left = () => charactersLeft(text());
  const [isSending, setIsSending] = createSignal(false);
  const canSend = () => text().trim() !== '' && left() >= 0 && !isSending();

  createEffect(() => {
    const element = field();
    if (element) fitHeight(element, text());
  });
  onMount(() => {
    const element = field();
    // The composer comes when it is known who writes; whoever opened the panel may be waiting.
    if (element && isOpen() && isWaitingFor(element)) element.focus({ preventScroll: true });
  });
  onCleanup(() => session.live()?.chat.setTyping(false));
  onCleanup(drafts.onOthers(takeOver));

  /** What was typed last, in whichever tab, unless somebody is writing right here. */
  function takeOver(): void {
    if (isTypedHere && document.hasFocus() && field()?.matches(':focus')) return;
    isTypedHere = false;
    setText(drafts.get(DRAFT_KEY) ?? '');
  }

  function write(value: string): void {
    isTypedHere = true;
    setText(value);
    if (value) drafts.set(DRAFT_KEY, value);
    else drafts.remove(DRAFT_KEY);
    if (value) session.warmUp();
    session.live()?.chat.setTyping(value.trim() !== '');
  }

  async function send(): Promise<void> {
    if (!canSend()) return;
    const written = text();
    setIsSending(true);
    const isTaken = await session.send(written.trim());
    setIsSending(false);
    // Who went on writing while the chat was fetched keeps what came after.
    if (isTaken) write(text().startsWith(written) ? text().slice(written.length) : text());
    field()?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const isComposing = event.isComposing || event.keyCode === COMPOSITION_KEY_CODE;
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
    event.preventDefault();
    void send();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
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
          onInput={(event) => write(event.currentTarget.value)}
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
          <Icon name="send" />
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

function fitHeight(element: HTMLTextAreaElement, text: string): void {
  const { form } = element;
  // Held while the field is measured, else the messages above move with it.
  if (form) form.style.height = `${form.offsetHeight}px`;
  element.style.height = 'auto';
  const borders = element.offsetHeight - element.clientHeight;
  if (text) element.style.height = `${element.scrollHeight + borders}px`;
  if (form) form.style.height = '';
}

/** Whether the panel around the field has the focus and no finger would call up a keyboard. */
function isWaitingFor(field: HTMLTextAreaElement): boolean {
  const root = field.getRootNode();
  const active = root instanceof ShadowRoot ? root.activeElement : null;
  return active?.role === 'dialog' && !matchMedia('(pointer: coarse)').matches;
}
