/** What Safari gives the Enter that ends a composition, when it says that nothing is composed. */
const COMPOSITION_KEY_CODE = 229;

/** Whether a key belongs to an input method: an Enter that picks a word there must not send. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === COMPOSITION_KEY_CODE;

/** Makes a text box in a form as high as its text needs; an empty one has its `rows`. */
export function fitToText(box: HTMLTextAreaElement): void {
  const { form } = box;
  // Held while the box is measured, else the messages above move with it.
  if (form) form.style.height = `${form.offsetHeight}px`;
  box.style.height = 'auto';
  const borders = box.offsetHeight - box.clientHeight;
  if (box.value) box.style.height = `${box.scrollHeight + borders}px`;
  if (form) form.style.height = '';
}
