/** The chat's own parts listen to these. */
const PASSED_ON = [
  ...['keydown', 'keyup', 'keypress', 'click', 'mousedown', 'pointerdown'],
  ...['focusin', 'focusout', 'focus', 'blur'],
];
/** These scroll the messages; nothing in the chat listens to them. */
const KEPT = ['wheel', 'touchstart', 'touchmove'];

/**
 * Keeps what is done in the chat from the page: from its shortcuts, and from dialogs of the page that
 * swallow every key, click and focus elsewhere. The events are caught at the window, before the page
 * hears them, and go on as copies that never leave the chat. The result stops it.
 */
export function isolateEvents(root: ShadowRoot): () => void {
  const controller = new AbortController();
  const always = { capture: true, signal: controller.signal };
  for (const type of PASSED_ON) addEventListener(type, passOn, always);
  for (const type of KEPT) addEventListener(type, keep, { ...always, passive: true });

  function keep(event: Event): boolean {
    const isOurs = event.composedPath().includes(root);
    if (isOurs) event.stopImmediatePropagation();
    return isOurs;
  }

  function passOn(event: Event): void {
    if (!keep(event)) return;
    const copy = copyOf(event);
    // Links and buttons do their work for the original; the copy is only heard.
    copy.preventDefault();
    copy.preventDefault = () => event.preventDefault();
    event.composedPath()[0]?.dispatchEvent(copy);
  }

  return () => controller.abort();
}

/** Not of the event's own class: Firefox lets every `KeyboardEvent` out of a shadow root. */
function copyOf(event: Event): Event {
  const { type, bubbles, cancelable } = event;
  const copy = new CustomEvent(type, { bubbles, cancelable });
  for (const name in event) {
    if (!(name in copy)) Object.defineProperty(copy, name, { value: Reflect.get(event, name) });
  }
  return copy;
}
