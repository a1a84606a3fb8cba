/** Makes a box as high as its text needs. */
export function fitToText(box: HTMLTextAreaElement): void {
  const { form } = box;
  // Held while the box is measured, else the messages above move with it.
  if (form !== null) form.style.height = `${form.offsetHeight}px`;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  if (form !== null) form.style.height = '';
}
