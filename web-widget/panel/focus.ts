/** Whether a finger is what points: then the focus of a text field would bring up a keyboard. */
export const isTouched = () => matchMedia('(pointer: coarse)').matches;

/** Moves the focus, and nothing else: the panel may still be on its way into sight. */
export const focusOn = (element: HTMLElement | null | undefined) =>
  element?.focus({ preventScroll: true });
