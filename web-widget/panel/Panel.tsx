import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';
import { usePanel } from './context.ts';
import { focusOn, isTouched } from './focus.ts';
import { Header } from './Header.tsx';
import { createModal } from './modal.ts';

export function Panel() {
  const { session, strings, isOpen, openings, isBack } = usePanel();
  const [dialog, setDialog] = createSignal<HTMLElement>();
  // The first frame is drawn closed, so that the panel slides in on its first opening too. After a
  // navigation it has never been away.
  const [isDrawn, setIsDrawn] = createSignal(isBack());
  const isShown = () => isDrawn() && isOpen();

  const isModal = createModal(dialog, isOpen);

  onMount(() => requestAnimationFrame(() => setIsDrawn(true)));
  createEffect(() => {
    const element = dialog();
    if (element && isOpen()) onCleanup(makeViewportFit(element));
  });
  createEffect(() => {
    // What opens by itself leaves the focus with the page, where it leaves the page to be reached.
    if (isShown() && openings() && (!isBack() || isModal())) moveFocusIn(dialog());
  });

  /** A touch screen may have keys all the same: what they write belongs into the text field. */
  function onKeyDown(event: KeyboardEvent): void {
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    if (isText && event.target === dialog()) focusOn(fieldIn(dialog()));
  }

  return (
    <div
      ref={setDialog}
      class="panel"
      classList={{ open: isShown() }}
      inert={!isShown()}
      role="dialog"
      aria-modal={isModal() || undefined}
      aria-labelledby="title"
      lang={strings.locale}
      dir={strings.dir}
      tabindex="-1"
      onKeyDown={onKeyDown}
    >
      <Header />
      <Banner />
      <Conversation />
      <Show when={session.question()} keyed>
        {(Card) => <Card />}
      </Show>
      <Show when={!session.mustSignIn() && session.writer()} keyed>
        {(_writer) => <Composer />}
      </Show>
    </div>
  );
}

/** On touch screens the text field waits for a tap. */
function moveFocusIn(dialog: HTMLElement | undefined): void {
  focusOn((!isTouched() && fieldIn(dialog)) || dialog);
}

const fieldIn = (dialog: HTMLElement | undefined) => dialog?.querySelector('textarea');

/**
 * Tells the style sheet how much of the screen a phone's keyboard leaves free, as `--support-chat-visible-height`
 * and `--support-chat-visible-top`. `100dvh` alone does not shrink for the keyboard. The result stops it.
 */
function makeViewportFit(element: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};

  function measure(): void {
    if (!viewport || viewport.scale > 1) return;
    element.style.setProperty('--support-chat-visible-height', `${viewport.height}px`);
    element.style.setProperty('--support-chat-visible-top', `${viewport.offsetTop}px`);
  }
  measure();
  viewport.addEventListener('resize', measure);
  viewport.addEventListener('scroll', measure);
  return () => {
    viewport.removeEventListener('resize', measure);
    viewport.removeEventListener('scroll', measure);
  };
}
