/**
 * Types a text in place of a part of what stands in the box. The box hears of it as of any typing,
 * its undo takes it back, and the caret is left behind the text.
 */
export function insertText(
  box: HTMLTextAreaElement,
  { start, end }: { start: number; end: number },
  text: string,
): void {
  box.focus();
  box.setSelectionRange(start, end);
  // Deprecated, but nothing else keeps the list of what can be undone.
  if (document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, start, end, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
