/** Closes the chat on Escape, wherever in it the focus is. The result stops it. */
export function makeKeyboard(root: ShadowRoot, onEscape: () => void): () => void {
  function onKey(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.isComposing) return;
    if (event.key === 'Escape') onEscape();
  }
  root.addEventListener('keydown', onKey);
  return () => root.removeEventListener('keydown', onKey);
}
