/**
 * Tells the style sheet how much of the screen a phone's keyboard leaves free, as `--support-chat-visible-height`
 * and `--support-chat-visible-top`. `100dvh` alone does not shrink for the keyboard. The result stops it.
 */
export function makeViewportFit(element: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};

  function measure(): void {
    if (!viewport || viewport.scale > 1) return;
    element.style.setProperty('--support-chat-visible-height', `${viewport.height}px`);
    element.style.setProperty('--support-chat-visible-top', `${viewport.offsetTop}px`);
  }
  measure();
  viewport.addEventListener('resize', measure);
  viewport.addEventListener('scroll', measure);
  return () => {
    viewport.removeEventListener('resize', measure);
    viewport.removeEventListener('scroll', measure);
  };
}
