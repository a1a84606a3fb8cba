import { createSignal, onCleanup, onMount } from 'solid-js';
import styles from './Tooltips.module.css';

/** How long the pointer rests on a button before its name shows. */
const HOVER_MS = 400;
const GAP_PIXELS = 6;

/**
 * Shows the name of an icon button when the pointer or the keyboard focus is on it. One element serves
 * all buttons; screen readers get the name from the button itself.
 */
export function Tooltips() {
  const [text, setText] = createSignal('');
  let tip: HTMLDivElement | undefined;
  let shownFor: Element | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Delayed: a menu that opens or closes may move the focus, and closes other popovers. */
  function showAfter(ms: number, button: HTMLElement): void {
    timer = setTimeout(show, ms, button);
  }

  function show(button: HTMLElement): void {
    if (tip === undefined || !button.isConnected) return;
    shownFor = button;
    setText(nameOf(button));
    tip.showPopover();
    place(tip, button);
  }

  function hide(): void {
    clearTimeout(timer);
    shownFor = undefined;
    if (tip?.matches(':popover-open')) tip.hidePopover();
  }

  function onPointerOver({ target, pointerType }: PointerEvent): void {
    const button = iconButtonAt(target);
    if (button === shownFor && button !== undefined) return;
    // The tooltip stays while the pointer is on it.
    if (target === tip) return;
    hide();
    if (button !== undefined && pointerType === 'mouse') showAfter(HOVER_MS, button);
  }

  function onFocusIn({ target }: FocusEvent): void {
    hide();
    const button = iconButtonAt(target);
    if (button?.matches(':focus-visible')) showAfter(0, button);
  }

  function onKeyDown({ key }: KeyboardEvent): void {
    if (key === 'Escape') hide();
  }

  onMount(() => {
    const listening = new AbortController();
    const options = { capture: true, passive: true, signal: listening.signal };
    document.addEventListener('pointerover', onPointerOver, options);
    document.addEventListener('focusin', onFocusIn, options);
    document.addEventListener('keydown', onKeyDown, options);
    for (const type of ['pointerdown', 'focusout', 'scroll']) {
      document.addEventListener(type, hide, options);
    }
    document.documentElement.addEventListener('pointerleave', hide, options);
    onCleanup(() => listening.abort());
  });
  onCleanup(() => clearTimeout(timer));

  return (
    <div ref={tip} class={styles.tip} popover="manual" aria-hidden="true">
      {text()}
    </div>
  );
}

/** The button or link without visible text that an element belongs to. */
function iconButtonAt(target: EventTarget | null): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined;
  const button = target.closest<HTMLElement>('button[aria-label], a[aria-label]');
  const isIcon = button !== null && button.innerText.trim() === '';
  return isIcon ? button : undefined;
}

function nameOf(button: HTMLElement): string {
  const key = button.getAttribute('aria-keyshortcuts');
  const name = button.getAttribute('aria-label') ?? '';
  return key === null ? name : `${name} (${key})`;
}

/** Below the button, or above it if there is no room, and within the window. */
function place(tip: HTMLElement, button: Element): void {
  const around = button.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = around.left + around.width / 2 - width / 2;
  const below = around.bottom + GAP_PIXELS;
  const isRoomBelow = below + height <= innerHeight - GAP_PIXELS;
  const most = innerWidth - width - GAP_PIXELS;
  tip.style.left = `${Math.max(GAP_PIXELS, Math.min(left, most))}px`;
  tip.style.top = `${isRoomBelow ? below : around.top - height - GAP_PIXELS}px`;
}
