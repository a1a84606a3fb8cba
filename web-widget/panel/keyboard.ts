/**
 * Closes the chat on Escape, wherever in it the focus is, and keeps what is typed in the chat from
 * the page's own shortcuts. The result stops it.
 */
export function makeKeyboard(root: ShadowRoot, onEscape: () => void): () => void {
  const types = ['keydown', 'keyup', 'keypress'] as const;

  function onKey(event: Event): void {
    event.stopPropagation();
    if (!(event instanceof KeyboardEvent) || event.isComposing) return;
    if (event.type === 'keydown' && event.key === 'Escape') onEscape();
  }

  for (const type of types) root.addEventListener(type, onKey);
  return () => {
    for (const type of types) root.removeEventListener(type, onKey);
  };
}
