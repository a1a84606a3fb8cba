import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';
import { usePanel } from './context.ts';
import { Header } from './Header.tsx';
import { makeViewportFit } from './viewport-fit.ts';

export function Panel() {
  const { session, strings, isOpen, openings } = usePanel();
  const [dialog, setDialog] = createSignal<HTMLElement>();
  // The first frame is drawn closed, so that the panel slides in on its first opening too.
  const [isDrawn, setIsDrawn] = createSignal(false);
  const isShown = () => isDrawn() && isOpen();

  onMount(() => requestAnimationFrame(() => setIsDrawn(true)));
  createEffect(() => {
    const element = dialog();
    if (element && isOpen()) onCleanup(makeViewportFit(element));
  });
  createEffect(() => {
    if (isShown() && openings()) moveFocusIn(dialog());
  });

  return (
    <div
      ref={setDialog}
      class="panel"
      classList={{ open: isShown() }}
      inert={!isShown()}
      role="dialog"
      aria-labelledby="title"
      lang={strings.locale}
      dir={strings.dir}
      tabindex="-1"
    >
      <Header />
      <Banner />
      <Conversation />
      <Show when={session.identity()?.scope} keyed>
        {(scope) => <Composer scope={scope} />}
      </Show>
    </div>
  );
}

/** On touch screens the text field waits for a tap: the focus would bring up the keyboard. */
function moveFocusIn(dialog: HTMLElement | undefined): void {
  const field = dialog?.querySelector('textarea');
  if (field && matchMedia('(hover: hover)').matches) field.focus({ preventScroll: true });
  else dialog?.focus({ preventScroll: true });
}
