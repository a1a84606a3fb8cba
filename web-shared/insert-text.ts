/**
 * Types a text into a box in place of what is between `start` and `end`, which is what is selected
 * unless given. The box gets the events of typing, its undo takes the text back, and the caret is left
 * behind the text.
 */
export function insertText(
  box: HTMLTextAreaElement,
  text: string,
  start = box.selectionStart,
  end = box.selectionEnd,
): void {
  box.focus();
  box.setSelectionRange(start, end);
  // Deprecated, but nothing else keeps the list of what can be undone.
  if (document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, start, end, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
