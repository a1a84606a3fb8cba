/**
 * Types a text where the caret is, in place of what is selected. The field hears of it as of any
 * typing, and its undo takes it back.
 */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  // Deprecated, but nothing else keeps the list of what can be undone.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
