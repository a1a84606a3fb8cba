import { type Accessor, createEffect, onCleanup } from 'solid-js';
import { createMediaQuery } from '../../web-shared/create-media-query.ts';
import { focusOn } from './focus.ts';

/** When the style sheet lets the panel fill the screen. */
const FULL_SCREEN = '(max-width: 599px), (max-height: 479px)';

/** While the panel covers the page, nothing else can be reached: neither by key nor by screen reader. */
export function createModal(
  dialog: Accessor<HTMLElement | undefined>,
  isOpen: Accessor<boolean>,
): Accessor<boolean> {
  const isFullScreen = createMediaQuery(FULL_SCREEN);
  const isModal = () => isOpen() && isFullScreen();
  createEffect(() => {
    const element = dialog();
    const { body } = document;
    if (!element || !isModal()) return;
    const wasInert = body.inert;
    body.inert = true;
    element.addEventListener('keydown', stayInside);
    onCleanup(() => {
      body.inert = wasInert;
      element.removeEventListener('keydown', stayInside);
    });
  });
  return isModal;
}

/** From the last of what takes the focus Tab leads to the first, and from the first back to the last. */
function stayInside(this: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...this.querySelectorAll<HTMLElement>('button, a, input, textarea, .log')].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled') && isDrawn(element),
  );
  const [first, last] = [stops[0], stops.at(-1)];
  const isLeaving = event.shiftKey
    ? event.target === first || event.target === this
    : event.target === last;
  if (!isLeaving) return;
  event.preventDefault();
  focusOn(event.shiftKey ? last : first);
}

const isDrawn = (element: HTMLElement) => element.getClientRects().length > 0;
