/** Closes the chat on Escape, wherever in it the focus is. The result stops it. */
export function makeKeyboard(root: ShadowRoot, onEscape: () => void): () => void {
  function onKey(event: Event): void {
    // What is done in the chat goes on as copies that are of no class of their own.
    if (Reflect.get(event, 'key') === 'Escape' && !Reflect.get(event, 'isComposing')) onEscape();
  }
  root.addEventListener('keydown', onKey);
  return () => root.removeEventListener('keydown', onKey);
}
